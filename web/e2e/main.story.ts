import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Device, during, type Visit } from "./browser.ts";
import { ALSO_A_TABLET, everywhere as onEach, type Words } from "./two_languages.ts";

const COMPANY = "Hamerslag Bouw";
const SAVE = { nl: "Opslaan", de: "Speichern" };

type Story = (visit: Visit, say: (words: Words) => string, device: Device) => Promise<void>;

const everywhere = (name: string, story: Story) => onEach(name, story, ALSO_A_TABLET);

afterAll(closeBrowser);

async function search(page: Page, typed: string): Promise<void> {
  await page.locator(".app-search").click();
  await page.locator("input[role=combobox]").pressSequentially(typed, { delay: 20 });
  await page.getByRole("option", { name: "Hamerslag" }).first().waitFor();
}

everywhere("three letters, and one is on the right relation", async (visit) => {
  await visit.see("/");
  expect(await visit.sideways()).toBe(0);
  await search(visit.page, "ham");
  await visit.page.getByRole("option", { name: COMPANY }).first().click();
  await visit.page.getByRole("heading", { level: 1, name: COMPANY }).waitFor();
  expect(new URL(visit.page.url()).pathname).toMatch(/^\/relations\/rel_/);
});

test("the API is asked once for what is typed without a pause", async () => {
  await during("manager", {}, async (visit) => {
    await visit.see("/");
    const asked: string[] = [];
    visit.page.on("request", (request) => request.url().includes("/v1/search") && asked.push(request.url()));
    await visit.page.locator(".app-search").click();
    await visit.page.locator("input[role=combobox]").evaluate((input: HTMLInputElement) => {
      for (const letter of "hamerslag") {
        input.value += letter;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
    });
    await visit.page.getByRole("option", { name: "Hamerslag" }).first().waitFor();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain("q=hamerslag");
  });
});

everywhere("at a glance: who this is, what is open, what happened last and what is due", async (visit, _, device) => {
  const { data } = await asked<{ data: { id: string }[] }>(
    "manager",
    "GET",
    "/v1/search?q=hamerslag+almere&types=relation",
  );
  await visit.see(`/relations/${data[0]?.id}`);
  const main = visit.page.getByRole("main");
  for (const told of ["Hamerslag", "Jan Visser", "Garantiegeval 2026-114 afhandelen"])
    await main.getByText(told).first().waitFor();
  expect(await visit.sideways()).toBe(0);
  if (device !== "laptop") await visit.page.getByRole("tab").nth(1).click(); // the timeline has no room beside it
  await main.getByText("Levertijd stadsfietsen").first().waitFor();
});

everywhere("a call is logged in two clicks", async (visit, say, device) => {
  const subject = `Belpoging ${device} ${say({ nl: "nl", de: "de" })} ${Date.now()}`;
  await visit.see("/");
  await visit.page
    .getByRole("button", { name: say({ nl: "Telefoongesprek", de: "Telefonat" }) })
    .first()
    .click();
  await visit.page.locator("dialog[open] input:focus").waitFor(); // the subject
  await visit.page.keyboard.type(subject);
  await visit.page
    .getByRole("dialog")
    .getByRole("button", { name: say(SAVE) })
    .click();
  await visit.page.getByRole("dialog").waitFor({ state: "hidden" });
  const { data } = await asked<{ data: { kind: string; subject: string }[] }>(
    "manager",
    "POST",
    "/v1/activities/search",
    {
      criteria: { field: "subject", op: "eq", value: subject },
    },
  );
  expect(data.map((each) => each.kind)).toEqual(["phone_call"]);
});

everywhere("a task is ticked off, and can be opened again at once", async (visit, say) => {
  await visit.see("/");
  const row = visit.page.locator(".task-tick").first();
  const name = await row.getAttribute("aria-label");
  await row.click();
  const undo = visit.page.getByRole("button", { name: say({ nl: "Ongedaan maken", de: "Rückgängig" }) }).first();
  await undo.click();
  await visit.page.getByRole("button", { name: name ?? "", exact: true }).waitFor();
});
