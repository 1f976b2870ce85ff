import { afterAll, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { HOSTILE } from "./hostile_texts.ts";
import { ran, texts, tooWide, watch } from "./inert.ts";
import { local, type Role } from "./stack.ts";

type Made = { id: string };

afterAll(closeBrowser);

/** Somebody who is led to an address, or types what they were told to: nothing runs by that either. */
async function harmless(who: Role | null, story: (visit: Visit, look: () => Promise<string>) => Promise<void>) {
  await during(who, { device: "phone" }, async (visit) => {
    const watched = watch(visit.page, [local.url]);
    await story(visit, async () => {
      await visit.settled();
      expect(await ran(visit.page)).toEqual([]);
      expect(await tooWide(visit.page)).toEqual([]);
      expect(watched.asked).toEqual([]);
      return texts(visit.page);
    });
  });
}

const [SCRIPT, IMAGE, RUNS] = [
  "<script>window.__hit=1</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:window.__hit=1",
];

test("I1: what stands in an address is no more than that", async () => {
  const in_ = encodeURIComponent;
  const criteria = in_(JSON.stringify({ field: IMAGE, op: SCRIPT, value: RUNS }));
  await harmless("manager", async ({ page }, look) => {
    for (const path of [
      `/relations?q=${in_(IMAGE)}`,
      `/relations?view=${in_(IMAGE)}&selection=${in_(SCRIPT)}&sort=${in_(SCRIPT)}`,
      `/relations?columns=${in_(IMAGE)},${in_(RUNS)}&group=${in_(IMAGE)}&display=${in_(SCRIPT)}`,
      `/relations?criteria=${criteria}`,
      `/relations?criteria=${in_(SCRIPT)}`,
      `/relations/${in_(IMAGE)}`,
      `/list/${in_(IMAGE)}`,
      `/calendar?day=${in_(IMAGE)}&view=${in_(SCRIPT)}`,
      `/inbox/${in_(IMAGE)}`,
      `/reports/${in_(IMAGE)}?of=${in_(SCRIPT)}`,
      `/merge/${in_(IMAGE)}?ids=${in_(SCRIPT)},${in_(IMAGE)}`,
      `/import/${in_(IMAGE)}?of=${in_(SCRIPT)}`,
      `/settings/${in_(IMAGE)}`,
      `/${in_(RUNS)}/${in_(IMAGE)}#${in_(SCRIPT)}`,
      `//evil.invalid/${in_(IMAGE)}`,
    ]) {
      await page.goto(local.url + path);
      await look();
    }
  });
});

test("I1: what stands in a mailed link is no more than that, signed in or not", async () => {
  for (const who of [null, "manager"] as const)
    await harmless(who, async ({ page }, look) => {
      for (const path of ["/invitation", "/password-reset", "/"]) {
        await page.goto(`${local.url}${path}?next=${encodeURIComponent(RUNS)}#${encodeURIComponent(IMAGE)}`);
        await look();
      }
    });
});

test("I1: what one searches for, and the commands beside it, are text", async () => {
  await harmless("manager", async ({ page }, look) => {
    await page.goto(local.url);
    await look();
    await page.locator(".app-search").click();
    for (const typed of HOSTILE.slice(0, 12)) {
      await page.locator("input[role=combobox]").fill(typed);
      expect(await look()).toContain(typed);
    }
  });
});

test("I1: a wrong sign-in repeats what was typed as text", async () => {
  await harmless(null, async ({ page }, look) => {
    await page.goto(local.url);
    await look();
    await page.locator("input[type=email], input[name=email]").first().fill('"<svg/onload=alert(1)>"@hostile.example');
    await page.locator("input[type=password]").first().fill(IMAGE);
    await page.keyboard.press("Enter");
    await look();
  });
});

test("I1: an error that repeats what was typed repeats it as text", async () => {
  const refused = "{{constructor.constructor('window.__hit=1')()}}";
  const body = { name: "Hostile", subject: "Hostile", html: "<p>Hostile</p>" };
  const { id } = await asked<Made>("administrator", "POST", "/v1/mail-templates", body);
  try {
    await harmless("administrator", async ({ page }, look) => {
      await page.goto(`${local.url}/admin/mail-templates`);
      await look();
      await page.getByRole("button", { name: "Bewerken: Hostile" }).click();
      await look();
      await page.locator("dialog[open] textarea").first().fill(refused);
      await page.locator("dialog[open]").getByRole("button", { name: "Opslaan", exact: true }).click();
      await page.getByRole("alert").first().waitFor();
      expect(await look()).toContain("constructor.constructor");
    });
  } finally {
    await asked("administrator", "DELETE", `/v1/mail-templates/${id}`);
  }
});

const REACHED = { url: "https://own.hostile.example/", phone: "+31365301234", email: "own@hostile.example" };

test("I1: only addresses of the web, of mail and of phones become links", async () => {
  const fields: string[] = [];
  const values: Record<string, string> = {};
  const mark = `zw${Date.now().toString(36)}`;
  for (const [kind, value] of Object.entries(REACHED)) {
    const told = { of: "relation", key: `${mark}_${kind}`, name: `${mark} ${kind}`, kind };
    fields.push((await asked<Made>("administrator", "POST", "/v1/custom-fields", told)).id);
    values[`custom_${mark}_${kind}`] = value;
  }
  const company = { name: `${mark} ${SCRIPT}`, channels: [{ kind: "website", value: REACHED.url }], ...values };
  const { id } = await asked<Made>("administrator", "POST", "/v1/relations?allow_duplicate=hostile", company);
  try {
    for (const field of Object.keys(values))
      for (const value of [RUNS, `data:text/html,${SCRIPT}`, "vbscript:x", `${REACHED.url}\n${RUNS}`])
        await expect(asked("administrator", "PATCH", `/v1/relations/${id}`, { [field]: value })).rejects.toThrow("422");
    const columns = Object.keys(values).join(",");
    const screens = [`/relations/${id}`, `/relations?q=${mark}&columns=display_name,${columns}`];
    await harmless("administrator", async ({ page }, look) => {
      for (const screen of screens) {
        await page.goto(local.url + screen);
        expect(await look()).toContain(SCRIPT);
      }
      // an API that let it through all the same
      await page.route("**/v1/**", async (route) => {
        const answer = await route.fetch();
        const told = await answer.text();
        await route.fulfill({
          response: answer,
          body: Object.values(REACHED).reduce((text, each) => text.replaceAll(each, RUNS ?? ""), told),
        });
      });
      for (const screen of screens) {
        await page.goto(local.url + screen);
        expect(await look()).toContain(SCRIPT);
      }
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await look();
      }
    });
  } finally {
    await asked("administrator", "DELETE", `/v1/relations/${id}`);
    for (const field of fields) await asked("administrator", "DELETE", `/v1/custom-fields/${field}`);
  }
});
