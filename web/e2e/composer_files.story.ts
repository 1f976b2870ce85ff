import { Buffer } from "node:buffer";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { barriers } from "./axe.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { type Say, WORDS } from "./keeping.ts";
import { pdf } from "./pdf.ts";
import { everywhere } from "./two_languages.ts";

type Found = { data: { id: string; title: string; place?: string | null }[] };
type Activity = { id: string; visibility: string };
type Paper = { id: string; visibility: string; links: { id: string }[] };

const CALL = { nl: "Gesprek vastleggen", de: "Telefonat erfassen" };
const NOTE = { nl: "Notitie", de: "Notiz" };
const FILES = { nl: "Bestanden", de: "Dateien" };
const ADD = { nl: "Bestanden toevoegen", de: "Dateien hinzufügen" };
const DOCUMENTS = { nl: "Documenten", de: "Dokumente" };
const MORE = { nl: "Meer gegevens", de: "Weitere Angaben" };
const WHO_SEES = { nl: "Wie dit mag zien", de: "Wer es sehen darf" };
const CUSTOMER_SEES = { nl: "Ook de klant ziet de bestanden", de: "Auch der Kunde sieht die Dateien" };
const COLLEAGUES_SEE = { nl: "Alleen collega’s zien de bestanden", de: "Nur Kollegen sehen die Dateien" };
const INTERNAL = { nl: "Intern", de: "Intern" };
const SHARED = { nl: "Gedeeld", de: "Geteilt" };
const REMOVE = { nl: "Verwijderen", de: "Entfernen" };

let count = 0;
const fresh = (what: string): string => `${what}-${Date.now()}-${++count}`;

afterAll(closeBrowser);

everywhere("a call is logged with a file, which stands on the dossier and on the call", async (visit, say) => {
  const { page } = visit;
  const name = fresh("gespreksverslag");
  const company = await dossier(visit);
  const form = await begun(visit, say, CALL, name);
  await give(form, say, `${name}.pdf`, `${name}-verkeerd.pdf`);
  const part = form.getByRole("group", { name: say(FILES) });
  await part.getByText(say(CUSTOMER_SEES)).waitFor();
  expect(await barriers(page)).toEqual([]);
  const away = part.getByRole("button", { name: `${say(REMOVE)}: ${name}-verkeerd.pdf` });
  await away.focus();
  await page.keyboard.press("Enter");
  await away.waitFor({ state: "detached" });
  await page.keyboard.press("Tab"); // one is still where it was
  expect(await part.locator(":focus").count()).toBe(1);
  expect(await visit.sideways()).toBe(0);
  await saved(form, say);

  const call = await activity(name);
  const paper = await document(name);
  expect([call.visibility, paper.visibility]).toEqual(["shared", "shared"]);
  expect(paper.links.map(({ id }) => id).sort()).toEqual([call.id, company].sort());
  await page.getByRole("tab", { name: say(DOCUMENTS) }).click();
  await line(page, name).getByText(say(SHARED), { exact: true }).waitFor();
  await visit.see(`/activities/${call.id}`);
  await documentsOfActivity(visit, say);
  await line(page, name).getByText(say(SHARED), { exact: true }).waitFor();
  await asked("manager", "DELETE", `/v1/documents/${paper.id}`);
  await asked("manager", "DELETE", `/v1/activities/${call.id}`);
});

everywhere(
  "the file of an internal note is internal, and nothing of it is seen by the customer",
  async (visit, say) => {
    const { page } = visit;
    const name = fresh("intern");
    const company = await dossier(visit);
    const form = await begun(visit, say, NOTE, name);
    await drop(form, `${name}.pdf`);
    const part = form.getByRole("group", { name: say(FILES) });
    await part.getByText(say(CUSTOMER_SEES)).waitFor(); // as this organisation has it of a note that does not say
    await form.getByText(say(MORE)).click();
    await form.getByLabel(say(WHO_SEES)).selectOption("internal");
    await part.getByText(say(COLLEAGUES_SEE)).waitFor();
    expect(await barriers(page)).toEqual([]);
    await saved(form, say);

    const note = await activity(name);
    const paper = await document(name);
    expect([note.visibility, paper.visibility]).toEqual(["internal", "internal"]);
    expect(paper.links.map(({ id }) => id).sort()).toEqual([note.id, company].sort());
    await page.getByRole("tab", { name: say(DOCUMENTS) }).click();
    await line(page, name).getByText(say(INTERNAL), { exact: true }).waitFor();
    await notSeen(company, paper, name);
    await asked("manager", "POST", `/v1/documents/${paper.id}/publish`); // by which one knows where to look
    await seen(company, name);
    await asked("manager", "DELETE", `/v1/documents/${paper.id}`);
    await asked("manager", "DELETE", `/v1/activities/${note.id}`);
  },
);

/** The company of which Jan Visser is a contact, as a colleague comes to it. */
async function dossier(visit: Visit): Promise<string> {
  const { data } = await asked<Found>("manager", "GET", "/v1/search?q=hamerslag&types=relation");
  const company = data.find(({ title }) => title === "Hamerslag")?.id;
  if (!company) throw new Error("There is no Hamerslag");
  await visit.see(`/relations/${company}`);
  return company;
}

/** A call that is about to be logged, or what it is turned into. */
async function begun({ page }: Visit, say: Say, kind: typeof CALL, subject: string): Promise<Locator> {
  const call = page.getByRole("main").getByRole("button", { name: say(CALL) });
  if (!(await call.first().isVisible())) await page.getByRole("tab").nth(1).click(); // on a phone: what happened
  await call.first().click();
  const form = page.locator("dialog[open]");
  await form.locator("input:focus").waitFor();
  if (kind === NOTE) await form.getByRole("radio", { name: say(NOTE) }).check({ force: true });
  await form.locator("input[maxlength='250']").fill(subject);
  return form;
}

/** By the button, as the platform asks for files. */
async function give(form: Locator, say: Say, ...names: string[]): Promise<void> {
  const buffer = Buffer.from(pdf("given"));
  const asks = form.page().waitForEvent("filechooser");
  await form.getByRole("button", { name: say(ADD) }).click();
  await (await asks).setFiles(names.map((name) => ({ name, mimeType: "application/pdf", buffer })));
}

/** On the dialog, wherever it is. */
async function drop(form: Locator, name: string): Promise<void> {
  const carried = await form.page().evaluateHandle(
    ([called, inside]) => {
      const told = new DataTransfer();
      told.items.add(new File([inside], called, { type: "application/pdf" }));
      return told;
    },
    [name, pdf("dropped")] as const,
  );
  const foot = form.locator(".dialog-foot");
  for (const event of ["dragenter", "dragover", "drop"]) await foot.dispatchEvent(event, { dataTransfer: carried });
}

async function saved(form: Locator, say: Say): Promise<void> {
  await form.getByRole("button", { name: say(WORDS.save), exact: true }).click();
  await form.waitFor({ state: "detached" });
}

async function documentsOfActivity({ page }: Visit, say: Say): Promise<void> {
  const folded = page.locator("details.folded", { has: page.getByRole("heading", { name: say(DOCUMENTS) }) });
  await folded.locator("summary").click();
}

const line = (page: Page, name: string): Locator => page.locator(".document-line", { hasText: `${name}.pdf` });

async function activity(subject: string): Promise<Activity> {
  return only<Activity>("/v1/activities/search", "subject", subject);
}

/** It becomes one after the dialog has gone. */
async function document(name: string): Promise<Paper> {
  return only<Paper>("/v1/documents/search", "title", `${name}.pdf`);
}

async function only<T>(path: string, field: string, value: string): Promise<T> {
  const criteria = { field, op: "eq", value };
  const all = async () => (await asked<{ data: T[] }>("manager", "POST", path, { criteria })).data;
  await expect.poll(async () => (await all()).length, { timeout: 20_000 }).toBe(1);
  return (await all())[0] as T;
}

/** Neither in the portal's lists and counts, nor by its address. */
async function notSeen(company: string, { id }: Paper, name: string): Promise<void> {
  await during("customer", { device: "phone" }, async (visit) => {
    for (const path of ["/", "/portal/documents", "/portal/activities", `/portal/relations/${company}`]) {
      await visit.see(path);
      expect(await visit.page.getByText(name).count(), path).toBe(0);
    }
    await visit.go(`/portal/documents/${id}`);
    expect(await visit.page.getByText(name).count()).toBe(0);
  });
  await expect(asked("customer", "GET", `/v1/portal/documents/${id}`)).rejects.toThrow(/: 404 /);
  await expect(asked("customer", "GET", `/v1/portal/documents/${id}/download`)).rejects.toThrow(/: 404 /);
}

async function seen(company: string, name: string): Promise<void> {
  await during("customer", {}, async (visit) => {
    for (const path of ["/portal/documents", `/portal/relations/${company}`]) {
      await visit.see(path);
      await visit.page.getByText(`${name}.pdf`).first().waitFor();
    }
  });
}
