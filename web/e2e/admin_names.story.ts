import type { Locator, Request } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Visit } from "./browser.ts";
import {
  details,
  dialog,
  fault,
  field as labelled,
  mark,
  type Say,
  saveSetting,
  send,
  submit,
  WORDS,
} from "./keeping.ts";
import { inTurn } from "./two_languages.ts";

type Kind = { key: string; labels: Record<string, string>; touch: boolean; archived: boolean };
type Field = {
  id: string;
  key: string;
  name: string;
  names: Record<string, string>;
  options: { key: string; name: string }[];
};

/** The name in the language of the organisation stands first; those in others are folded. */
const CANCEL = { nl: "Annuleren", de: "Abbrechen" };
const CALLED = { nl: "", de: "Name auf Deutsch" };
const OTHERS = { nl: "In andere talen", de: "In anderen Sprachen" };
const TIMELINE = { nl: "Tijdlijn", de: "Zeitachse" };
const TOO_LONG = { nl: "Dit is te lang", de: "Das ist zu lang" };
const NAME = { nl: WORDS.name.nl, de: CALLED.de };
const LONG = "Klantbezoek ".repeat(40).trim();

const DAY = "2026-11-20";

afterAll(closeBrowser);

inTurn(
  "administrator",
  "a kind of activity has the organisation’s own name wherever it is told, and the old one again",
  async (visit, say) => {
    const { page } = visit;
    const language = say({ nl: "nl", de: "de" });
    const subject = `Rondleiding ${mark()}`;
    const own = `Klantbezoek ${mark()}`;
    const known = await kinds();
    const at = known.findIndex(({ key }) => key === "visit");
    const before = known[at]?.labels[language] ?? "";
    const label = async () => (await kinds())[at]?.labels[language];
    const company = await visited();
    const times = { starts_at: `${DAY}T10:00:00Z`, ends_at: `${DAY}T11:00:00Z` };
    const participants = [{ user: (await asked<{ id: string }>("administrator", "GET", "/v1/me")).id }];
    const body = { kind: "visit", subject, links: [company], participants, ...times };
    const { id } = await asked<{ id: string }>("administrator", "POST", "/v1/activities", body);
    const place = page.locator("main .list > li").nth(at);
    const call = async (name: string) => {
      await visit.see("/admin/kinds");
      if (say(CALLED)) await place.locator("summary").click();
      await nameIn(place, say).fill(name);
    };
    try {
      await call(LONG);
      await page.locator(".setting-foot button[type=submit]").click();
      await place.locator(".fault").getByText(say(TOO_LONG)).waitFor();
      expect(await nameIn(place, say).inputValue()).toBe(LONG);
      expect(await page.locator(".error-note").innerText()).not.toContain("kinds["); // which nobody on the screen knows
      expect(await label()).toBe(before);
      const foot = page.locator(".setting-foot"); // the browser would ask before it leaves what is not saved
      await foot.getByRole("button", { name: say(CANCEL), exact: true }).click();
      await foot.getByRole("button", { name: say(CANCEL), exact: true }).waitFor({ state: "detached" });

      await call(own);
      await saveSetting(visit, say);
      await visit.see("/admin/kinds");
      expect(await nameIn(place, say).inputValue()).toBe(own);
      expect(await label()).toBe(own);
      await told(visit, id, subject, own);
      await toldUnasked(visit, say, id, company, own);

      await call(before);
      await saveSetting(visit, say);
      expect(await label()).toBe(before);
      await told(visit, id, subject, before);
      await toldUnasked(visit, say, id, company, before);
    } finally {
      if ((await label()) !== before)
        await asked("administrator", "PUT", "/v1/activity-kinds", { kinds: known.map(sent) });
      await asked("administrator", "DELETE", `/v1/activities/${id}`);
      await asked("administrator", "DELETE", `/v1/relations/${company}`);
    }
  },
);

inTurn(
  "administrator",
  "a field and an option have the organisation’s own names in lists and on cards",
  async (visit, say) => {
    const { page } = visit;
    const form = dialog(page);
    const made = await field();
    const shown = say({ nl: made.name, de: made.names.de ?? "" });
    const own = `Lakwerk ${mark()}`;
    const company = await painted(made);
    const now = () => asked<Field>("administrator", "GET", `/v1/custom-fields/${made.id}`);
    const option = form.locator(".option-row input:not([type=color])").first();
    const edit = async (name: string) => {
      await visit.see("/admin/fields");
      await page.getByRole("button", { name: `${say(WORDS.edit)}: ${name}`, exact: true }).click();
      const fold = form.locator("details:not([open]) > summary").filter({ hasText: say(OTHERS) });
      if (say(CALLED)) await fold.click();
    };
    try {
      await edit(shown);
      await labelled(form, say(NAME)).fill(LONG);
      await submit(visit);
      await fault(form, say(NAME)).getByText(say(TOO_LONG)).waitFor();
      expect(await labelled(form, say(NAME)).inputValue()).toBe(LONG);
      expect(await now()).toMatchObject({ name: made.name, names: made.names });

      await labelled(form, say(NAME)).fill(own);
      await option.fill("Vuurrood");
      await send(visit, say(WORDS.save));
      await edit(own);
      expect(await labelled(form, say(NAME)).inputValue()).toBe(own);
      expect((await now()).options.map(({ name }) => name)).toEqual(["Vuurrood"]);
      await stands(visit, say, made, company, own, "Vuurrood");

      await edit(own);
      await labelled(form, say(NAME)).fill(shown);
      await option.fill("Rood");
      await send(visit, say(WORDS.save));
      expect(await now()).toMatchObject({ name: made.name, names: made.names, options: [{ name: "Rood" }] });
      await stands(visit, say, made, company, shown, "Rood");
    } finally {
      await asked("administrator", "DELETE", `/v1/relations/${company}`);
      await asked("administrator", "DELETE", `/v1/custom-fields/${made.id}`);
    }
  },
);

function nameIn(place: Locator, say: Say): Locator {
  const inputs = place.locator("input:not([type=checkbox])");
  return say(CALLED) ? place.getByLabel(say(CALLED)) : inputs.first();
}

const kinds = async (): Promise<Kind[]> =>
  (await asked<{ data: Kind[] }>("administrator", "GET", "/v1/activity-kinds")).data;
const sent = ({ key, labels, touch, archived }: Kind) => ({ key, labels, touch, archived });

/** On the activity itself, and in the list of all. */
async function told(visit: Visit, id: string, subject: string, name: string): Promise<void> {
  await visit.see(`/activities/${id}`);
  await visit.page.getByRole("main").getByText(name, { exact: true }).first().waitFor();
  await visit.see(`/activities?q=${encodeURIComponent(subject)}&columns=subject,kind`);
  await visit.page.locator(".line").filter({ hasText: subject }).getByText(name, { exact: true }).waitFor();
}

/** On screens that begin without a request for the kinds: a calendar, and the timeline of a relation. */
async function toldUnasked(visit: Visit, say: Say, id: string, company: string, name: string): Promise<void> {
  const { page } = visit;
  const kindsAsked: string[] = [];
  const note = (request: Request) => {
    if (request.url().includes("/v1/activity-kinds")) kindsAsked.push(request.url());
  };
  page.on("request", note);
  await visit.see(`/calendar?view=week&day=${DAY}`);
  const planned = page.locator(`.event[data-id="${id}"], .agenda-item:has(a[href="/activities/${id}"])`);
  const sign = planned.getByRole("img", { name, exact: true }); // as it stands on a phone
  await planned.getByText(name, { exact: true }).or(sign).waitFor({ state: "attached" });
  await visit.see(`/relations/${company}`);
  const tab = page.getByRole("tab", { name: say(TIMELINE), exact: true }); // on a phone
  if (await tab.count()) await tab.click();
  await page.locator(".timeline-entry").getByRole("img", { name, exact: true }).waitFor();
  page.off("request", note);
  expect(kindsAsked).toEqual([]);
}

/** A field that has a name in the organisation’s language as well, as those have that came by the API. */
function field(): Promise<Field> {
  const name = `Framekleur ${mark()}`;
  const options = [{ key: "red", name: "Rood", names: { nl: "Rood" } }];
  const names = { nl: name, de: `Rahmenfarbe ${mark()}` };
  const body = { of: "relation", key: `kleur_${mark()}`, name, names, kind: "choice", options };
  return asked("administrator", "POST", "/v1/custom-fields", body);
}

async function visited(): Promise<string> {
  return (await asked<{ id: string }>("administrator", "POST", "/v1/relations", { name: `Gastheer ${mark()}` })).id;
}

const keyOf = ({ key }: Field): string => `custom_${key}`;

async function painted(made: Field): Promise<string> {
  const body = { name: `Spuiterij ${made.name}`, [keyOf(made)]: "red" };
  const path = "/v1/relations?allow_duplicate=alike+by+intent";
  return (await asked<{ id: string }>("administrator", "POST", path, body)).id;
}

/** Over the column of a list and in its row; and on the card. */
async function stands(
  visit: Visit,
  say: Say,
  made: Field,
  company: string,
  name: string,
  option: string,
): Promise<void> {
  const { page } = visit;
  const list = `/relations?q=${encodeURIComponent(made.name)}&columns=display_name,${keyOf(made)}`;
  await visit.see(list);
  const row = page.locator(`[data-id="${company}"]`);
  await row.getByText(option, { exact: true }).waitFor();
  expect(await page.getByRole("main").innerText()).toContain(name);
  await details(visit, say, `/relations/${company}`);
  const fact = page.locator("dl.facts > div").filter({ has: page.getByText(name, { exact: true }) });
  await fact.getByText(option, { exact: true }).first().waitFor();
}
