import type { Locator } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { inTurn, type Words } from "./two_languages.ts";

const EDIT = { nl: "Bewerken", de: "Bearbeiten" };
const SAVE = { nl: "Opslaan", de: "Speichern" };
const NAME = { nl: "Naam", de: "Name" };
const NOTE = { nl: "Notitie", de: "Notiz" };
const MORE = { nl: "Meer velden", de: "Weitere Felder" };
const CHOOSE = { nl: "Kies wat blijft", de: "Wählen Sie, was bleibt" };
const SAVE_CHOSEN = { nl: "Mijn keuze opslaan", de: "Auswahl speichern" };

type Say = (words: Words) => string;
type Relation = { id: string; name: string; note: string };

afterAll(closeBrowser);

inTurn(
  "administrator",
  "two edit one card, and who comes second chooses field by field",
  async (visit, say, device) => {
    const mark = `${device} ${Date.now()}`;
    const first = { name: `Rijwielhandel ${mark}`, note: "Belt op dinsdag" };
    const path = "/v1/relations?allow_duplicate=another+branch";
    const { id } = await asked<Relation>("administrator", "POST", path, { kind: "company", ...first });
    try {
      const mine = await editing(visit, say, id);
      await mine(NAME).fill(`Van mij ${mark}`);
      await mine(NOTE).fill("Van mij: belt op woensdag");
      await during("manager", { device }, async (other) => {
        const theirs = await editing(other, dutch, id);
        await theirs(NAME).fill(`Van de ander ${mark}`);
        await theirs(NOTE).fill("Van de ander: belt op vrijdag");
        await saved(other, dutch);
      });
      const dialog = visit.page.locator("dialog[open]");
      await dialog.getByRole("button", { name: say(SAVE), exact: true }).click();
      const asks = dialog.getByRole("alert").filter({ hasText: say(CHOOSE) });
      await asks.getByText(`Van de ander ${mark}`).waitFor();
      expect(await asks.getByRole("group").count()).toBe(2); // the two fields, and no other
      await asks.getByText(`Van de ander ${mark}`).click(); // their name, and one's own note
      await asks.getByRole("button", { name: say(SAVE_CHOSEN) }).click();
      await dialog.waitFor({ state: "hidden" });
      await visit.page.getByRole("heading", { level: 1, name: `Van de ander ${mark}` }).waitFor();
      const kept = await asked<Relation>("administrator", "GET", `/v1/relations/${id}`);
      expect(kept).toMatchObject({ name: `Van de ander ${mark}`, note: "Van mij: belt op woensdag" });
    } finally {
      await asked("administrator", "DELETE", `/v1/relations/${id}`);
    }
  },
);

const dutch: Say = (words) => words.nl;

/** Opens the form of a card; gives its fields by their label. */
async function editing(visit: Visit, say: Say, id: string): Promise<(label: Words) => Locator> {
  await visit.see(`/relations/${id}`);
  const edit = visit.page.getByRole("button", { name: say(EDIT), exact: true });
  await edit.first().click();
  const form = visit.page.locator("dialog[open]");
  await form.getByText(say(MORE), { exact: true }).click(); // a note stands there
  return (label) => form.getByLabel(new RegExp(`^${say(label)}( \\*)?$`)).first();
}

async function saved({ page }: Visit, say: Say): Promise<void> {
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: say(SAVE), exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}
