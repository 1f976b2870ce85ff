import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn, type Words } from "./two_languages.ts";

type Say = (words: Words) => string;

const STATUS = { nl: "Status", de: "Status" };
const SECTOR = { nl: "Branche", de: "Branche" };
const [PROSPECT, CUSTOMER] = [
  { nl: "Prospect", de: "Interessent" },
  { nl: "Klant", de: "Kunde" },
];
const [SHOP, RENTAL] = [
  { nl: "Fietsenwinkel", de: "Fahrradladen" },
  { nl: "Verhuur", de: "Verleih" },
];

const TOTAL = { nl: "Totaal", de: "Gesamt" };
const BICYCLES = { nl: "Fietsen per jaar", de: "Räder pro Jahr" };

afterAll(closeBrowser);

inTurn("manager", "a selection is put together by two, drawn, told in a table, and taken along", async (visit, say) => {
  const { page } = visit;
  const selection = await sold();
  await visit.see("/reports");
  await page.getByLabel(say({ nl: "Selectie", de: "Auswahl" })).focus();
  await page.getByLabel(say({ nl: "Selectie", de: "Auswahl" })).selectOption({ label: selection });
  await page.getByLabel(say({ nl: "Samengevoegd op", de: "Gruppiert nach" })).selectOption({ label: say(STATUS) });
  await page.getByLabel(say({ nl: "en op", de: "und nach" })).selectOption({ label: say(SECTOR) });
  await expect
    .poll(() => rowsOf(page))
    .toEqual([
      [say(STATUS), say(SHOP), say(RENTAL)],
      [say(PROSPECT), "1", "1"],
      [say(CUSTOMER), "2", "–"],
    ]);
  const drawn = page.getByRole("figure", { name: say({ nl: "Aantal", de: "Anzahl" }) });
  expect(await shades(page)).toEqual([
    `${say(PROSPECT)}, ${say(SHOP)}: 1`,
    `${say(PROSPECT)}, ${say(RENTAL)}: 1`,
    `${say(CUSTOMER)}, ${say(SHOP)}: 2`,
    `${say(CUSTOMER)}, ${say(RENTAL)}: 0`,
  ]);
  expect(await drawn.locator(".legend li").allInnerTexts()).toEqual([say(SHOP), say(RENTAL)]);
  expect(await visit.sideways()).toBe(0);
  await page.getByLabel(say({ nl: "Meten", de: "Messgröße" })).selectOption({ label: say({ nl: "Som", de: "Summe" }) });
  await page.getByLabel(say({ nl: "Van veld", de: "Von Feld" })).selectOption({ label: say(BICYCLES) });
  await expect
    .poll(async () => (await rowsOf(page)).slice(1))
    .toEqual([
      [say(PROSPECT), "10", "20"],
      [say(CUSTOMER), "70", "–"],
    ]);
  await page.getByText(say({ nl: "Totaal: 100", de: "Gesamt: 100" })).waitFor();
  expect(await exported(page, say)).toEqual([
    ["status", say(SECTOR), say({ nl: "Som van Fietsen per jaar", de: "Summe von Räder pro Jahr" })],
    ["prospect", say(SHOP), "10"],
    ["prospect", say(RENTAL), "20"],
    ["customer", say(SHOP), "70"],
    [say(TOTAL), "", "100"],
  ]);
  await page
    .getByRole("row", { name: new RegExp(`^${say(CUSTOMER)}`) })
    .getByRole("link", { name: "70" })
    .click();
  await page.waitForURL(/\/relations\?/);
  await expect
    .poll(() => page.locator(".line-title").allInnerTexts())
    .toEqual([expect.stringMatching(/^[CD] Tweewielers/), expect.stringMatching(/^[CD] Tweewielers/)]);
  const criteria = { field: "name", op: "contains", value: selection.split(" ")[1] };
  await asked("manager", "POST", "/v1/jobs", { kind: "archive", those: { of: "relation", criteria } });
});

/** What the table says, row by row. */
const rowsOf = (page: Page): Promise<string[][]> =>
  page
    .locator(".report-table tr")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));

/** What each part of a bar is of. */
const shades = (page: Page): Promise<string[]> =>
  page.locator(".bar title").evaluateAll((all) => all.map((each) => each.textContent ?? ""));

/** The file that comes when the report is exported as text. What all organisations have is in it as the API calls it. */
async function exported(page: Page, say: Say): Promise<string[][]> {
  await page.getByRole("button", { name: say({ nl: "Exporteren", de: "Exportieren" }) }).click();
  const file = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const there = await file;
  expect(there.suggestedFilename()).toBe(say({ nl: "Rapporten Relaties.csv", de: "Auswertungen Beziehungen.csv" }));
  const text = readFileSync(await there.path(), "utf8").replace("\uFEFF", "");
  return text
    .trim()
    .split("\r\n")
    .map((line) => line.split(",").map((cell) => cell.replace(/^"(.*)"$/, "$1")));
}

/** Four that sell bicycles, in a selection of their own; its name. */
async function sold(): Promise<string> {
  const mark = `zq${Date.now().toString(36)}`;
  const rows: [string, string, number][] = [
    ["prospect", "retail", 10],
    ["prospect", "rental", 20],
    ["customer", "retail", 30],
    ["customer", "retail", 40],
  ];
  for (const [nth, [status, sector, bicycles]] of rows.entries())
    await asked("manager", "POST", "/v1/relations?allow_duplicate=alike+by+intent", {
      name: `${"ABCD"[nth]} Tweewielers ${mark}`,
      status: [status],
      custom_sector: [sector],
      custom_bicycles: bicycles,
    });
  const criteria = { field: "name", op: "contains", value: mark };
  await asked("manager", "POST", "/v1/selections", { of: "relation", name: `Verkocht ${mark}`, criteria });
  return `Verkocht ${mark}`;
}
