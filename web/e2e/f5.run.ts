import { afterAll, test } from "vitest";
import { closeBrowser, visit } from "./browser.ts";

const S = "/tmp/st/f5/shots";
afterAll(closeBrowser);
const LOOKS = [
  ["l", {}],
  ["p", { device: "phone", theme: "dark" }],
] as const;
for (const [tag, look] of LOOKS)
  test(`look ${tag}`, async () => {
    const there = await visit("manager", look as never);
    const p = there.page;
    p.setDefaultTimeout(6000);
    p.on("console", (m) => {
      if (m.type() === "error") console.log("CONSOLE", m.text().slice(0, 300));
    });
    let asked: string[] = [];
    p.on("request", (r) => {
      if (r.url().includes("/v1/")) asked.push(`${r.method()} ${new URL(r.url()).pathname}${new URL(r.url()).search}`);
    });
    const settle = () => there.settled().catch(() => 0);
    const snap = async (name: string, full = false) => {
      await p.screenshot({ path: `${S}/${tag}_${name}.png`, fullPage: full });
      const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      console.log(name, over > 0 ? `OVERFLOW ${over}` : "", asked.slice(2).join(" | "));
      asked = [];
    };
    const step = async (name: string, work: () => Promise<unknown>) => {
      try {
        await work();
        await settle();
        await snap(name);
      } catch (e) {
        console.log("FAILED", name, String(e).slice(0, 300));
        await p.screenshot({ path: `${S}/${tag}_${name}_failed.png` });
      }
    };
    await step("today", () => there.go("/"));
    await step("composer", () => p.getByRole("button", { name: "Telefoongesprek" }).first().click());
    await step("composer_task", () => p.locator(".kind-bar label").nth(2).click());
    await p.keyboard.press("Escape");
    await step("inbox", () => there.go("/inbox"));
    if (tag === "p") await step("inbox_mail", () => p.locator(".inbox-line").first().click());
    await step("week", () => there.go("/calendar"));
    await step("month", () => there.go("/calendar?view=month"));
    await step("activity", async () => {
      await there.go("/");
      await p.locator(".work-row a.activity-subject").first().click();
    });
    await step("relation", async () => {
      await there.go("/relations");
      const id = await p.evaluate(() =>
        document.querySelector<HTMLAnchorElement>('a[href^="/relations/rel_"]')?.getAttribute("href"),
      );
      await there.go(id ?? "/relations");
      await settle();
      const tab = p.getByRole("tab", { name: "Tijdlijn" });
      if (await tab.count()) await tab.first().click();
    });
    await snap("relation_full", true);
    await step("filters", () => p.getByRole("button", { name: "Filteren" }).first().click());
    await step("mailcomposer", () =>
      p.locator(".timeline").getByRole("button", { name: "Mail", exact: true }).first().click(),
    );
    console.log("FAULTS", there.faults.join("\n"));
    there.faults.length = 0;
    await there.leave();
  }, 120000);
