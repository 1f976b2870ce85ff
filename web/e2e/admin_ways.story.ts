import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Visit } from "./browser.ts";
import { details, dialog, mark, type Say, send, submit, WORDS } from "./keeping.ts";
import { inTurn } from "./two_languages.ts";

type Option = { key: string; name: string; next?: string[] | null; first?: boolean | null };
type Field = { id: string; key: string; name: string; version: number; options: Option[] };

const WAYS = { nl: "Wat mag volgen", de: "Was folgen darf" };
const FIRST = { nl: "Mag de eerste zijn", de: "Darf das erste sein" };
const CANCEL = { nl: "Annuleren", de: "Abbrechen" };
const TWICE = { nl: "Dit staat er twee keer.", de: "Das steht zweimal da." };
const NO_WAY = {
  nl: "Dit mag niet volgen op wat er nu staat.",
  de: "Dies darf nicht auf das folgen, was jetzt da steht.",
};
const OPTIONS: Option[] = [
  { key: "open", name: "Open" },
  { key: "lost", name: "Verloren" },
  { key: "won", name: "Gewonnen" },
];

afterAll(closeBrowser);

inTurn(
  "administrator",
  "what may follow a stage is set, holds on a card and a board, and is lifted",
  async (visit, say, device) => {
    const { page } = visit;
    const form = dialog(page);
    const field = await stages();
    const name = `custom_${field.key}`;
    const company = await asked<{ id: string }>("administrator", "POST", ALIKE, { name: `Wielen ${field.key}` });
    const stage = async () =>
      (await asked<Record<string, unknown>>("administrator", "GET", `/v1/relations/${company.id}`))[name] ?? null;
    const tick = (label: string) => form.getByRole("checkbox", { name: label, exact: true });
    try {
      await opened(visit, say, field);
      await form
        .locator("summary")
        .filter({ hasText: say(WAYS) })
        .click();
      await tick("Open → Gewonnen").check();
      await tick(`${say(FIRST)}: Open`).check();
      await send(visit, say(WORDS.save));
      await opened(visit, say, field);
      expect(await tick("Open → Gewonnen").isChecked()).toBe(true);
      expect(await tick(`${say(FIRST)}: Open`).isChecked()).toBe(true);
      expect((await now(field)).options).toMatchObject([
        { key: "open", first: true, next: ["won"] },
        { key: "lost" },
        {},
      ]);

      await form
        .getByRole("button", { name: say(WORDS.add), exact: true })
        .first()
        .click();
      await form.locator(".option-row input:not([type=color])").last().fill("Open");
      await submit(visit);
      await form.locator(".option-row .fault").getByText(say(TWICE)).waitFor();
      expect(await form.locator(".option-row input:not([type=color])").last().inputValue()).toBe("Open");
      expect((await now(field)).options).toHaveLength(3);
      await form.getByRole("button", { name: say(CANCEL), exact: true }).click();

      await onCard(visit, say, field, company.id);
      await choose(page, "Gewonnen"); // with which it may not begin
      await inPlace(page).locator(".field.wrong .fault").getByText(say(NO_WAY)).waitFor();
      expect(await inPlace(page).locator(".chip").innerText()).toContain("Gewonnen");
      expect(await stage()).toBeNull();
      await choose(page, "Open");
      await expect.poll(stage, { timeout: 20_000 }).toBe("open");

      await visit.see(`/relations?q=${field.key}&group=${name}&display=board`);
      const card = page.locator(`[data-card="${company.id}"]`);
      expect(await moves(visit, company.id)).toHaveLength(1);
      if (device === "laptop") {
        await card.focus();
        await page.keyboard.press("Shift+ArrowRight"); // to what was lost, which stands beside it
        await page.locator(".toast.bad").getByText(say(NO_WAY)).waitFor();
        await page.locator(`[data-card="${company.id}"][data-stage="open"]`).waitFor();
        expect(await stage()).toBe("open");
      }
      await card.getByRole("button").click();
      await page.getByRole("menuitem").filter({ hasText: "Gewonnen" }).locator("visible=true").click();
      await expect.poll(stage, { timeout: 20_000 }).toBe("won");

      await opened(visit, say, field);
      await tick("Open → Gewonnen").uncheck();
      await tick(`${say(FIRST)}: Open`).uncheck();
      await send(visit, say(WORDS.save));
      expect((await now(field)).options.some((each) => each.first || each.next)).toBe(false);
      await visit.see(`/relations?q=${field.key}&group=${name}&display=board`);
      expect((await moves(visit, company.id)).length).toBeGreaterThan(1); // anything may follow again
    } finally {
      await asked("administrator", "DELETE", `/v1/relations/${company.id}`);
      await asked("administrator", "DELETE", `/v1/custom-fields/${field.id}`);
    }
  },
);

const ALIKE = "/v1/relations?allow_duplicate=alike+by+intent";

function stages(): Promise<Field> {
  const name = `Fase ${mark()}`;
  const body = { of: "relation", key: name.toLowerCase().replace(" ", "_"), name, kind: "choice", options: OPTIONS };
  return asked("administrator", "POST", "/v1/custom-fields", { ...body, indexed: true });
}

const now = ({ id }: Field): Promise<Field> => asked("administrator", "GET", `/v1/custom-fields/${id}`);

async function opened(visit: Visit, say: Say, { name }: Field): Promise<void> {
  await visit.see("/admin/fields");
  await visit.page.getByRole("button", { name: `${say(WORDS.edit)}: ${name}`, exact: true }).click();
}

/** Where the field stands on the card, to be chosen there. */
async function onCard(visit: Visit, say: Say, { name }: Field, company: string): Promise<void> {
  await details(visit, say, `/relations/${company}`);
  const button = say({ nl: `${name} bewerken`, de: `${name} bearbeiten` });
  await visit.page.getByRole("button", { name: button, exact: true }).click();
}

const inPlace = (page: Page): Locator => page.locator("form.in-place-form");

async function choose(page: Page, option: string): Promise<void> {
  await inPlace(page).getByRole("combobox").fill(option);
  await inPlace(page).getByRole("option", { name: option, exact: true }).click();
  await inPlace(page).locator("button[type=submit]").click();
}

/** The stages to which a card may go. */
async function moves({ page }: Visit, company: string): Promise<string[]> {
  const button = page.locator(`[data-card="${company}"]`).getByRole("button");
  await button.click();
  const items = page.getByRole("menuitem").locator("visible=true");
  await items.first().waitFor();
  const told = await items.allInnerTexts();
  await page.keyboard.press("Escape");
  await expect.poll(() => items.count()).toBe(0);
  return told;
}
