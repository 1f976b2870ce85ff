import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn } from "./two_languages.ts";

type Row = { id: string; name: string; custom_bicycles?: number | null };
type Place = { upload: string; url: string; fields: Record<string, string> };

const MANY = 20; // more than are dealt with while the answer waits
const UNDO = { nl: "Ongedaan maken", de: "Rückgängig" };
const BICYCLES = { nl: "Fietsen per jaar", de: "Räder pro Jahr" };

afterAll(closeBrowser);

inTurn(
  "manager",
  "many are changed while somebody looks on, and all but what others changed since is put back",
  async (visit, say) => {
    const { page } = visit;
    const mark = `zq${Date.now().toString(36)}`;
    await made(mark);
    await visit.see(`/relations?q=${mark}`);
    await page.locator("[data-id] input[type=checkbox]").first().check();
    await page
      .getByRole("button", {
        name: say({
          nl: "Alles selecteren dat aan de filters voldoet",
          de: "Alle auswählen, die den Filtern entsprechen",
        }),
      })
      .click();
    await page
      .locator("section.bulk")
      .getByRole("button", { name: say({ nl: "Wijzigen", de: "Ändern" }) })
      .click();
    const dialog = page.locator("dialog[open]");
    await dialog.locator("select").first().selectOption("custom_bicycles");
    await dialog.getByLabel(say(BICYCLES)).last().fill("365");
    await dialog
      .getByRole("button", { name: say({ nl: `${MANY} relaties wijzigen`, de: `${MANY} Beziehungen ändern` }) })
      .click();
    await dialog.getByText(say({ nl: `${MANY} gewijzigd`, de: `${MANY} geändert` })).waitFor({ timeout: 60_000 });
    expect(await sold(mark)).toEqual({ 365: MANY });
    await dialog
      .locator(".dialog-foot")
      .getByRole("button", { name: say({ nl: "Sluiten", de: "Schließen" }) })
      .click();
    const [one] = await rows(mark);
    await asked("administrator", "PATCH", `/v1/relations/${one?.id}`, { custom_bicycles: 12 });
    await visit.see("/jobs");
    await page.locator(".job-line").first().click();
    const job = page.locator("section.job");
    await job.getByRole("button", { name: say(UNDO) }).click();
    await job
      .getByText(
        say({
          nl: `${MANY - 1} teruggezet, 1 sindsdien door anderen gewijzigd`,
          de: `${MANY - 1} zurückgesetzt, 1 seither von anderen geändert`,
        }),
      )
      .waitFor({ timeout: 60_000 });
    expect(await sold(mark)).toEqual({ 5: MANY - 1, 12: 1 });
    expect(await visit.sideways()).toBe(0);
    await job.getByRole("link", { name: one?.name }).click();
    await page.getByRole("heading", { level: 1, name: one?.name }).waitFor();
    const those = { of: "relation", criteria: { field: "name", op: "contains", value: mark } };
    await asked("manager", "POST", "/v1/jobs", { kind: "archive", those }); // lists of other stories stay short
  },
);

/** So many companies of which the names have this mark, each selling five bicycles: from a file. */
async function made(mark: string): Promise<void> {
  const lines = Array.from({ length: MANY }, (_, at) => `Groep ${mark} ${at + 1};5`);
  const file = new Blob([["Bedrijf;Fietsen per jaar", ...lines].join("\r\n")], { type: "text/csv" });
  const told = { of: "relation", file_name: `${mark}.csv`, size: file.size };
  const place = await asked<Place>("manager", "POST", "/v1/imports/uploads", told);
  const form = new FormData();
  for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
  form.append("file", file, told.file_name);
  expect((await fetch(place.url, { method: "POST", body: form })).ok).toBe(true);
  const { id } = await asked<Row>("manager", "POST", "/v1/imports", { of: "relation", upload: place.upload });
  await asked("manager", "PATCH", `/v1/imports/${id}`, { duplicates: "allow" });
  await asked("manager", "POST", "/v1/jobs", { kind: "import", what: { import: id } });
  await expect.poll(() => sold(mark), { timeout: 60_000, interval: 500 }).toEqual({ 5: MANY });
}

async function rows(mark: string): Promise<Row[]> {
  const criteria = { field: "name", op: "contains", value: mark };
  return (await asked<{ data: Row[] }>("manager", "POST", "/v1/relations/search", { criteria, limit: 200 })).data;
}

/** How many sell how much. */
async function sold(mark: string): Promise<Record<string, number>> {
  const told: Record<string, number> = {};
  for (const { custom_bicycles: each } of await rows(mark)) told[String(each)] = (told[String(each)] ?? 0) + 1;
  return told;
}
