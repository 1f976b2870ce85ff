import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Visit } from "./browser.ts";
import type { Words } from "./two_languages.ts";

export type Say = (words: Words) => string;

export const WORDS = {
  save: { nl: "Opslaan", de: "Speichern" },
  edit: { nl: "Bewerken", de: "Bearbeiten" },
  add: { nl: "Toevoegen", de: "Hinzufügen" },
  remove: { nl: "Verwijderen", de: "Entfernen" },
  archive: { nl: "Archiveren", de: "Archivieren" },
  name: { nl: "Naam", de: "Name" },
  addRule: { nl: "Regel toevoegen", de: "Regel hinzufügen" },
} satisfies Record<string, Words>;

/** Something that an administrator sets: what is set is read back from the page. */
export type Kept = {
  path: string;
  read: (page: Page, say: Say) => Promise<string>;
  /** Sets it otherwise; `back` is what it was before, once it is to be put back. */
  change: (page: Page, say: Say, back: string | null) => Promise<void>;
};

/** Sets it, comes again and finds it so; puts it back, comes again and finds it as it was. */
export async function keeps(visit: Visit, say: Say, { path, read, change }: Kept): Promise<void> {
  const { page } = visit;
  await visit.see(path);
  const before = await read(page, say);
  await change(page, say, null);
  const after = await read(page, say);
  expect(after, path).not.toBe(before);
  await saveSetting(visit, say);
  await visit.see(path);
  expect(await read(page, say), path).toBe(after);
  await change(page, say, before);
  await saveSetting(visit, say);
  await visit.see(path);
  expect(await read(page, say), path).toBe(before);
}

/** It is kept once there is nothing to save any more. */
export async function saveSetting({ page }: Visit, say: Say): Promise<void> {
  const foot = page.locator(".setting-foot").first();
  const left = foot.getByText(say({ nl: "Nog niet bewaard", de: "Noch nicht gespeichert" }));
  await left.waitFor();
  await foot.getByRole("button", { name: say(WORDS.save), exact: true }).click();
  await left.waitFor({ state: "detached" });
  expect(await page.locator(".error-note").allInnerTexts()).toEqual([]);
}

/** What no other story has in its names. */
export const mark = (): string => Date.now().toString(36);

export const dialog = (page: Page): Locator => page.locator("dialog[open]");

/** Types into the fields of a form, by their labels. */
export async function fillIn(form: Locator, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await field(form, label).fill(value);
}

/** By its label, which has a star where it must be filled in. */
export const field = (form: Locator, label: string): Locator =>
  form.getByLabel(new RegExp(`^${label}( \\*)?$`)).first();

/** What is said with a field that was refused. */
export const fault = (form: Locator, label: string): Locator =>
  form.locator(".field.wrong").filter({ hasText: label }).locator(".fault");

/** Presses what makes a new one. */
export const begin = ({ page }: Visit, name: string): Promise<void> =>
  page.getByRole("main").getByRole("button", { name, exact: true }).click();

/** Presses what sends the form of a dialog, which may be refused. */
export const submit = ({ page }: Visit): Promise<void> => dialog(page).locator("footer button[type=submit]").click();

/** Sends the form of a dialog, which then is gone. */
export async function send({ page }: Visit, name: string): Promise<void> {
  await dialog(page).getByRole("button", { name, exact: true }).last().click();
  await dialog(page).waitFor({ state: "hidden" });
}

/** In a list of records: the row of one, by its name. */
export const row = (page: Page, name: string): Locator =>
  page.getByRole("main").getByRole("row").filter({ hasText: name });

/** Adds one by `fill`, comes again, changes its name, comes again, and archives it. */
export async function records(
  visit: Visit,
  say: Say,
  path: string,
  name: string,
  fill: (form: Locator) => Promise<void>,
  label: Words = WORDS.name,
): Promise<void> {
  const { page } = visit;
  await visit.see(path);
  await begin(visit, say(WORDS.add));
  await fill(dialog(page));
  await submit(visit);
  await dialog(page).waitFor({ state: "hidden" });
  await visit.see(path);
  await row(page, name).waitFor();
  const other = `${name} 2`;
  await page.getByRole("button", { name: `${say(WORDS.edit)}: ${name}`, exact: true }).click();
  await dialog(page).getByLabel(say(label)).first().fill(other);
  await send(visit, say(WORDS.save));
  await visit.see(path);
  await row(page, other).waitFor();
  await drop(visit, say, other);
}

/** The tab of a card where all its fields stand. */
export async function details(visit: Visit, say: Say, path: string): Promise<void> {
  await visit.see(path);
  await visit.page.getByRole("tab", { name: say({ nl: "Gegevens", de: "Daten" }), exact: true }).click();
}

export async function drop(visit: Visit, say: Say, name: string): Promise<void> {
  const { page } = visit;
  await page.getByRole("button", { name: `${say(WORDS.archive)}: ${name}`, exact: true }).click();
  await row(page, name).waitFor({ state: "detached" });
}
