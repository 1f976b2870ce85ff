import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { user } from "./stack.ts";
import { inTurn, type Words } from "./two_languages.ts";

type Field = { id: string; key: string; name: string; version: number; options?: { name: string }[] };
type Say = (words: Words) => string;

const SAVE = { nl: "Opslaan", de: "Speichern" };
const EDIT = { nl: "Bewerken", de: "Bearbeiten" };
const NOT_SEEN = { nl: "niet gezien", de: "nicht sichtbar" };
const COLLEAGUE = "after_sales"; // who speaks German
const SECRET = "veertig procent";

afterAll(closeBrowser);

inTurn("administrator", "an own field is in the form of a card at once", async (visit, say) => {
  const { page } = visit;
  const name = `Wielmaat ${mark()}`;
  const card = await company();
  await visit.see("/admin/fields");
  await page.getByRole("button", { name: say({ nl: "Nieuw veld", de: "Neues Feld" }) }).click();
  await page.locator("dialog[open] input:focus").fill(name);
  await save(visit, say);
  await page.getByRole("main").getByText(name).first().waitFor();
  await visit.see(`/relations/${card}`);
  await page
    .getByRole("button", { name: say(EDIT), exact: true })
    .first()
    .click();
  await page.locator("dialog[open]").getByLabel(name).fill("28 inch");
  await save(visit, say);
  const [field] = await fields(name);
  const kept = async () =>
    (await asked<Record<string, unknown>>("administrator", "GET", `/v1/relations/${card}`))[of(field)];
  await expect.poll(kept, { timeout: 20_000 }).toBe("28 inch");
  await gone(field);
});

inTurn("administrator", "a list of labels gets one more", async (visit, say) => {
  const { page } = visit;
  const name = `Framekleur ${mark()}`;
  const options = [{ key: "red", name: "Rood" }];
  const field = await asked<Field>(
    "administrator",
    "POST",
    "/v1/custom-fields",
    own(name, { kind: "choices", options }),
  );
  await visit.see("/admin/fields");
  await page.getByRole("button", { name: `${say(EDIT)}: ${name}` }).click();
  const dialog = page.locator("dialog[open]");
  await dialog
    .getByRole("button", { name: say({ nl: "Toevoegen", de: "Hinzufügen" }), exact: true })
    .first()
    .click();
  await dialog.locator(".option-row input:not([type=color])").last().fill("Mintgroen");
  await save(visit, say);
  const [kept] = await fields(name);
  expect(kept?.options?.map((each) => each.name)).toEqual(["Rood", "Mintgroen"]);
  await visit.see("/admin/labels");
  await page.getByRole("main").getByText(name).waitFor();
  await gone(field);
});

inTurn(
  "administrator",
  "what a profile hides a colleague sees no more, and it is told why",
  async (visit, say, device) => {
    const { page } = visit;
    const name = `Marge ${mark()}`;
    const field = await asked<Field>("administrator", "POST", "/v1/custom-fields", own(name, { kind: "text" }));
    const card = await company({ [of(field)]: SECRET });
    await during(COLLEAGUE, { device }, (colleague) => sees(colleague, card, true));
    await visit.see("/admin/profiles");
    const profile = say({ nl: "Aftersales", de: "Kundendienst" });
    await page.getByRole("main").locator("select").first().selectOption({ label: profile });
    await page.getByRole("button", { name: say({ nl: "Velden: Relaties", de: "Felder: Beziehungen" }) }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.getByRole("searchbox").fill(name);
    await dialog.getByRole("radio", { name: `${name}: ${say(NOT_SEEN)}` }).check();
    await dialog.getByRole("button", { name: say({ nl: "Klaar", de: "Fertig" }) }).click();
    await page
      .getByRole("main")
      .getByRole("button", { name: say(SAVE), exact: true })
      .click();
    await page
      .getByText(say({ nl: "Bewaard", de: "Gespeichert" }))
      .first()
      .waitFor();
    await during(COLLEAGUE, { device }, (colleague) => sees(colleague, card, false));
    await visit.see("/admin/explain");
    const form = page.locator("form.form");
    const who = form.locator("select").first();
    const dora = user(COLLEAGUE);
    await who.selectOption({ label: `${dora.name} (${dora.email})` });
    await form.getByLabel(say({ nl: "Wat", de: "Was" }), { exact: true }).selectOption("relation");
    const which = form.getByLabel(say({ nl: "Welk veld", de: "Welches Feld" }));
    await which.selectOption({ label: name });
    await form.getByRole("button", { name: say({ nl: "Leg uit", de: "Erklären" }) }).click();
    await page.locator(".answer").getByText(say(NOT_SEEN)).waitFor();
    await gone(field);
  },
);

async function sees(visit: Visit, card: string, isThere: boolean): Promise<void> {
  await visit.see(`/relations/${card}`);
  await visit.page.getByRole("button", { name: "Bearbeiten", exact: true }).first().click();
  const values = () =>
    visit.page.locator("dialog[open] input").evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
  await expect.poll(values).toContain("Wielerhuis");
  if (isThere) expect(await values()).toContain(SECRET);
  else expect(await values()).not.toContain(SECRET);
}

async function save({ page }: Visit, say: Say): Promise<void> {
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: say(SAVE), exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

const mark = (): string => Date.now().toString(36);
const of = (field: Field | undefined): string => `custom_${field?.key}`;
const own = (name: string, more: object) => ({
  of: "relation",
  key: name.toLowerCase().replaceAll(" ", "_"),
  name,
  ...more,
});

async function company(more: object = {}): Promise<string> {
  const body = { name: "Wielerhuis", ...more };
  const path = "/v1/relations?allow_duplicate=alike+by+intent";
  return (await asked<{ id: string }>("administrator", "POST", path, body)).id;
}

async function fields(name: string): Promise<Field[]> {
  const { data } = await asked<{ data: Field[] }>("administrator", "GET", "/v1/custom-fields?of=relation&limit=200");
  return data.filter((each) => each.name === name);
}

/** A company may have so many own fields only. */
async function gone(field: Field | undefined): Promise<void> {
  await asked("administrator", "DELETE", `/v1/custom-fields/${field?.id}`);
}
