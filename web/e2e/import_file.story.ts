import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn, type Words } from "./two_languages.ts";

type Row = { id: string; name: string; custom_bicycles?: number | null };
type Say = (words: Words) => string;

const UNDO = { nl: "Ongedaan maken", de: "Rückgängig" };
const MAIL = { nl: "E-mail", de: "E-Mail" };
const BICYCLES = { nl: "Fietsen per jaar", de: "Räder pro Jahr" };

afterAll(closeBrowser);

inTurn("manager", "a file is imported as far as it can be, and all of it is taken back", async (visit, say) => {
  const { page } = visit;
  const mark = `zq${Date.now().toString(36)}`;
  const known = await asked<Row>("manager", "POST", "/v1/relations?allow_duplicate=alike+by+intent", {
    name: `Bekend ${mark}`,
    custom_bicycles: 5,
    channels: [{ kind: "email", value: `bekend@${mark}.example.com` }],
  });
  const file = [
    "Bedrijf;E-mail;Stuks per jaar;Opmerking van ons",
    `Bekend ${mark};bekend@${mark}.example.com;50;blijft weg`,
    `Nieuw Alfa ${mark};alfa@${mark}-a.example.com;1.250;blijft weg`,
    `Nieuw Beta ${mark};beta@${mark}-b.example.com;8;blijft weg`,
    `Veel ${mark};veel@${mark}-c.example.com;heel veel;blijft weg`,
    `;naamloos@${mark}-d.example.com;3;blijft weg`,
  ];
  await visit.see("/import");
  await choose(page, `relaties ${mark}.csv`, file.join("\r\n"));
  await becomes(page, say, "Stuks per jaar", say(BICYCLES));
  await page.getByLabel(say({ nl: "Herkend aan", de: "Wiedererkannt an" })).selectOption({ label: say(MAIL) });
  await page.getByRole("button", { name: say({ nl: "Eerste rijen bekijken", de: "Erste Zeilen ansehen" }) }).click();
  const previewed = page.locator(".preview-table tbody tr");
  await previewed.first().waitFor();
  expect(await previewed.evaluateAll((all) => all.map((row) => row.children[1]?.textContent))).toEqual(
    [
      { nl: "gewijzigd", de: "geändert" },
      { nl: "nieuw", de: "neu" },
      { nl: "nieuw", de: "neu" },
      { nl: "geweigerd", de: "abgelehnt" },
      { nl: "geweigerd", de: "abgelehnt" },
    ].map(say),
  );
  expect(await previewed.nth(3).innerText()).toContain("Stuks per jaar");
  expect(await previewed.nth(4).innerText()).toContain("Bedrijf");
  expect(await visit.sideways()).toBe(0);
  expect(await there(mark)).toEqual({ [`Bekend ${mark}`]: 5 });
  const run = page.getByRole("button", { name: say({ nl: "3 rijen importeren", de: "3 Zeilen importieren" }) });
  await page.getByText(say({ nl: "2 rijen worden geweigerd", de: "2 Zeilen werden abgelehnt" })).waitFor();
  await run.click();
  const refused = await downloaded(page, say);
  expect(refused.slice(1).map((row) => row.slice(0, 5))).toEqual([
    [...(file[4] ?? "").split(";"), "5"],
    [...(file[5] ?? "").split(";"), "6"],
  ]);
  expect(refused.slice(1).every((row) => (row[5] ?? "").length > 5)).toBe(true);
  expect(await there(mark)).toEqual({
    [`Bekend ${mark}`]: 50,
    [`Nieuw Alfa ${mark}`]: 1250,
    [`Nieuw Beta ${mark}`]: 8,
  });
  expect(await visit.sideways()).toBe(0);
  await page.getByRole("button", { name: say(UNDO) }).click();
  await page.getByText(say({ nl: "3 teruggezet", de: "3 zurückgesetzt" })).waitFor({ timeout: 60_000 });
  expect(await there(mark)).toEqual({ [`Bekend ${mark}`]: 5 });
  const { data } = await asked<{ data: { kind: string; counts: object }[] }>("manager", "GET", "/v1/jobs?limit=2");
  expect(data.map(({ kind }) => kind)).toEqual(["undo", "import"]);
  expect(data[1]?.counts).toEqual({ changed: 3, unchanged: 0, refused: 2, gone: 0, since_changed: 0 });
  await asked("manager", "DELETE", `/v1/relations/${known.id}`);
});

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.waitForURL(/\/import\/imp_/);
}

async function becomes(page: Page, say: Say, column: string, label: string): Promise<void> {
  const name = say({ nl: `${column} wordt`, de: `${column} wird zu` });
  await page.getByLabel(name, { exact: true }).selectOption({ label });
}

/** The rows of the file of those that were refused, with its titles. */
async function downloaded(page: Page, say: Say): Promise<string[][]> {
  const button = page.getByRole("button", {
    name: say({ nl: "Geweigerde rijen downloaden", de: "Abgelehnte Zeilen herunterladen" }),
  });
  await button.waitFor({ timeout: 60_000 });
  const file = page.waitForEvent("download");
  await button.click();
  const text = readFileSync(await (await file).path(), "utf8").replace("\uFEFF", "");
  return text
    .trim()
    .split("\r\n")
    .map((line) => line.split(";").map((cell) => cell.replace(/^"(.*)"$/, "$1")));
}

/** How much those with this mark in their name sell, of all that are not archived. */
async function there(mark: string): Promise<Record<string, unknown>> {
  const criteria = { field: "name", op: "contains", value: mark };
  const { data } = await asked<{ data: Row[] }>("manager", "POST", "/v1/relations/search", { criteria });
  return Object.fromEntries(data.map((each) => [each.name, each.custom_bicycles]));
}
