import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn, type Words } from "./two_languages.ts";

type Row = { id: string; name?: string; status?: string[]; custom_bicycles?: number | null };
type Say = (words: Words) => string;

const UNDO = { nl: "Ongedaan maken", de: "Rückgängig" };
const VIEW = { nl: "Weergave", de: "Ansicht" };
const APPLY = { nl: "Toepassen", de: "Anwenden" };
const BICYCLES = { nl: "Fietsen per jaar", de: "Räder pro Jahr" };

afterAll(closeBrowser);

inTurn(
  "manager",
  "a list is sorted, filtered and given a column, and found again by its address",
  async (visit, say) => {
    const { page } = visit;
    const [few, some, many] = await three(20);
    const mark = markOf(few);
    const name = `Veel fietsen ${mark}`;
    await visit.see(`/relations?q=${mark}`);
    await expect.poll(() => shown(page)).toHaveLength(3);
    await page.getByRole("button", { name: say({ nl: "Sorteren", de: "Sortieren" }) }).click();
    await page.getByRole("menuitemcheckbox", { name: say({ nl: "Naam, aflopend", de: "Name, absteigend" }) }).click();
    await expect.poll(() => shown(page)).toEqual([many?.name, some?.name, few?.name]);
    await page.getByRole("button", { name: say({ nl: "Alle filters…", de: "Alle Filter…" }) }).click();
    await atLeast(page, say, 21);
    await expect.poll(() => shown(page)).toEqual([many?.name, some?.name]);
    await column(page, say, say(BICYCLES));
    await page.getByRole("button", { name: say(VIEW), exact: true }).click();
    await page.getByRole("menuitem", { name: say({ nl: "Weergave opslaan…", de: "Ansicht speichern…" }) }).click();
    await page.locator("dialog[open] input:focus").fill(name);
    await confirm(page, say({ nl: "Opslaan", de: "Speichern" }));
    await page.waitForURL(/view=viw_/);
    const address = new URL(page.url());
    await visit.see("/");
    await visit.see(`${address.pathname}${address.search}&q=${mark}`);
    await page.getByRole("button", { name }).first().waitFor();
    await expect.poll(() => shown(page)).toEqual([many?.name, some?.name]);
    const view = await asked<{ columns: string[]; sort: string }>(
      "manager",
      "GET",
      `/v1/views/${address.searchParams.get("view")}`,
    );
    expect(view.columns).toContain("custom_bicycles");
    expect(view.sort).toMatch(/^-/);
    expect(await visit.sideways()).toBe(0);
  },
);

inTurn("manager", "a card goes to the next stage, and back again", async (visit, say, device) => {
  const { page } = visit;
  const [row] = await three(1);
  await visit.see(`/relations?q=${encodeURIComponent(row?.name ?? "")}&group=status&display=board`);
  const card = page.locator(`[data-card="${row?.id}"]`);
  await card.waitFor();
  const before = await card.getAttribute("data-stage");
  const stages = await page
    .locator(".stage")
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.stage));
  const next = stages[stages.indexOf(before ?? "") + 1];
  if (device === "laptop") {
    await card.focus();
    await page.keyboard.press("Shift+ArrowRight");
  } else {
    await card.getByRole("button").click();
    await page.locator(":popover-open [role=menuitem]").first().click();
  }
  const status = async () => (await read(row)).status;
  if (device === "laptop") await expect.poll(status, { timeout: 20_000 }).toEqual([next]);
  else await expect.poll(status, { timeout: 20_000 }).not.toEqual([before]);
  await page
    .getByRole("button", { name: say(UNDO) })
    .first()
    .click();
  await expect.poll(status, { timeout: 20_000 }).toEqual([before]);
  await page.locator(`[data-card="${row?.id}"][data-stage="${before}"]`).waitFor();
});

inTurn("manager", "three are changed at once by a job, and back again", async (visit, say) => {
  const { page } = visit;
  const rows = await three(7);
  await visit.see(`/relations?q=${markOf(rows[0])}`);
  await expect.poll(() => shown(page)).toHaveLength(3);
  for (const row of rows) await page.locator(`[data-id="${row.id}"] input[type=checkbox]`).check();
  await bulk(page)
    .getByRole("button", { name: say({ nl: "Wijzigen", de: "Ändern" }) })
    .click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("select").first().selectOption("custom_bicycles");
  await dialog.getByLabel(say(BICYCLES)).last().fill("365");
  await confirm(page, say({ nl: "3 relaties wijzigen", de: "3 Beziehungen ändern" }));
  const counts = async () => (await Promise.all(rows.map(read))).map((each) => each.custom_bicycles);
  await expect.poll(counts, { timeout: 30_000 }).toEqual([365, 365, 365]);
  await page
    .getByRole("button", { name: say(UNDO) })
    .first()
    .click({ timeout: 30_000 });
  await expect.poll(counts, { timeout: 30_000 }).toEqual([7, 8, 9]);
  const { data } = await asked<{ data: { kind: string; of: string }[] }>("manager", "GET", "/v1/jobs");
  expect(data.slice(0, 2).map((each) => each.kind)).toEqual(["undo", "change"]);
});

inTurn("manager", "what is picked is exported, and the file is downloaded", async (visit, say) => {
  const { page } = visit;
  const rows = await three(3);
  await visit.see(`/relations?q=${markOf(rows[0])}`);
  await expect.poll(() => shown(page)).toHaveLength(3);
  await page.locator(`[data-id="${rows[0]?.id}"] input[type=checkbox]`).check();
  await page.locator(`[data-id="${rows[1]?.id}"] input[type=checkbox]`).check();
  await bulk(page)
    .getByRole("button", { name: say({ nl: "Exporteren", de: "Exportieren" }) })
    .click();
  await page.locator("dialog[open] select").first().selectOption("csv");
  await confirm(page, say({ nl: "2 relaties exporteren", de: "2 Beziehungen exportieren" }));
  const file = page.waitForEvent("download", { timeout: 60_000 });
  await page.getByRole("button", { name: say({ nl: "downloaden", de: "herunterladen" }) }).click({ timeout: 60_000 });
  const text = readFileSync(await (await file).path(), "utf8");
  for (const row of rows.slice(0, 2)) expect(text).toContain(row.name);
  expect(text).not.toContain(rows[2]?.name);
});

/** Three companies of which the names have a mark that nobody else has; they sell `first` bicycles, and one and two more. */
async function three(first: number): Promise<Row[]> {
  const mark = `zq${Date.now().toString(36)}`;
  const made: Row[] = [];
  for (const [nth, letter] of ["A", "B", "C"].entries()) {
    const body = { name: `${letter} Rijwielen ${mark}`, status: ["prospect"], custom_bicycles: first + nth };
    made.push(await asked<Row>("manager", "POST", "/v1/relations?allow_duplicate=alike+by+intent", body));
  }
  return made;
}

const markOf = (row: Row | undefined): string => row?.name?.split(" ").at(-1) ?? "";
const read = (row: Row | undefined): Promise<Row> => asked<Row>("manager", "GET", `/v1/relations/${row?.id}`);
const bulk = (page: Page): Locator => page.locator("section.bulk");

/** The names in the order in which they stand there. */
async function shown(page: Page): Promise<(string | undefined)[]> {
  const rows = await page.locator(".line").evaluateAll((all) =>
    all.map((each) => ({
      at: Number(each.getAttribute("aria-rowindex")),
      name: each.querySelector(".line-title")?.textContent ?? "",
    })),
  );
  return rows.sort((a, b) => a.at - b.at).map((each) => each.name);
}

async function atLeast(page: Page, say: Say, least: number): Promise<void> {
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: say({ nl: "Voorwaarde toevoegen", de: "Bedingung hinzufügen" }) }).click();
  const condition = dialog.locator(".condition").last();
  await condition.locator("select").first().selectOption("custom_bicycles");
  await condition.locator("select").nth(1).selectOption("gte");
  await condition.locator("input").first().fill(String(least));
  await confirm(page, say(APPLY));
}

async function column(page: Page, say: Say, name: string): Promise<void> {
  await page.getByRole("button", { name: say({ nl: "Kolommen", de: "Spalten" }), exact: true }).click();
  const box = page.locator("dialog[open]").getByRole("checkbox", { name });
  if (!(await box.isChecked())) await box.click();
  await confirm(page, say(APPLY));
}

async function confirm(page: Page, name: string): Promise<void> {
  await page.locator("dialog[open]").getByRole("button", { name, exact: true }).click();
}
