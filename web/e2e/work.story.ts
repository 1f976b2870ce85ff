import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import type { Role } from "./stack.ts";
import { everywhere, type Words } from "./two_languages.ts";

const GROUPS = {
  overdue: { nl: "Te laat", de: "Überfällig" },
  today: { nl: "Vandaag", de: "Heute" },
  upcoming: { nl: "Binnenkort", de: "Demnächst" },
  waiting: { nl: "Wachtend", de: "Zurückgestellt" },
};
const UNTIL_TOMORROW = { nl: "Uitstellen: Morgen", de: "Aufschieben: Morgen" };
const PUT_BACK = { nl: "Terug in de lijst", de: "Zurück in die Liste" };
const UNDO = { nl: "Ongedaan maken", de: "Rückgängig" };
const MINE = { nl: "Van mij", de: "Meine" };
const TAKE = { nl: "Oppakken", de: "Übernehmen" };
const CALL = { nl: "Telefoongesprek", de: "Telefonat" };
const EDIT = { nl: "Bewerken", de: "Bearbeiten" };
const FROM = { nl: "Van", de: "Von" };
const FOLLOWING = { nl: "Daarna een vervolgtaak", de: "Danach eine Folgeaufgabe" };
const WHAT_THEN = { nl: "Wat er dan moet gebeuren", de: "Was dann zu tun ist" };
const DUE = { nl: "Uiterlijk", de: "Fällig" };
const SAVE = { nl: "Opslaan", de: "Speichern" };

type Say = (words: Words) => string;
type Activity = { id: string; kind: string; subject: string; starts_at: string; version: number };
type Whole = Activity & { parent?: { id: string }; due_on?: string; assignees?: { id: string }[] };

const whoIs = (say: Say) => say({ nl: "manager", de: "after_sales" }) as Role;
const DAY = 86_400_000;

afterAll(closeBrowser);

everywhere(
  "what is overdue, due today, to come and waiting stand apart; one is put off, and back",
  async (visit, say, device) => {
    const { page } = visit;
    const who = whoIs(say);
    const mark = `${device} ${who} ${Date.now()}`;
    const task = (name: string, days: number) => make(who, { subject: `${name} ${mark}`, due_on: dayFrom(days) });
    const made = [await task("Gisteren", -1), await task("Nu", 0), await task("Straks", 3), await task("Later", 1)];
    await asked(who, "POST", `/v1/activities/${made[3]?.id}/follow-up`, { until: dayFrom(2) });
    await visit.see("/");
    const main = page.getByRole("main");
    await rowIn(main, say(GROUPS.overdue), `Gisteren ${mark}`).waitFor();
    await rowIn(main, say(GROUPS.today), `Nu ${mark}`).waitFor();
    await rowIn(main, say(GROUPS.upcoming), `Straks ${mark}`).waitFor();
    const waiting = main.locator("details.work-waiting");
    expect(await waiting.getByText(`Later ${mark}`).isVisible()).toBe(false); // out of the way until then
    await waiting.locator("summary").click();
    await waiting.getByText(`Later ${mark}`).waitFor();

    await actionsOf(main, `Nu ${mark}`).click();
    await page.getByRole("menuitem", { name: say(UNTIL_TOMORROW) }).click();
    await waiting.getByText(`Nu ${mark}`).waitFor();
    await page
      .getByRole("status")
      .getByRole("button", { name: say(UNDO) })
      .last()
      .click();
    await rowIn(main, say(GROUPS.today), `Nu ${mark}`).waitFor();

    await actionsOf(main, `Later ${mark}`).click();
    await page.getByRole("menuitem", { name: say(PUT_BACK) }).click();
    await rowIn(main, say(GROUPS.upcoming), `Later ${mark}`).waitFor();
    for (const each of made) await asked(who, "DELETE", `/v1/activities/${each.id}`);
  },
);

everywhere("an appointment is moved: with the keys on a laptop, in its form on a phone", async (visit, say, device) => {
  const { page } = visit;
  const who = whoIs(say);
  const { id: me } = await asked<{ id: string }>(who, "GET", "/v1/me");
  const tuesday = tuesdayAfterNext();
  const before = `${tuesday}T10:00:00.000Z`;
  const appointment = await make(who, {
    kind: "appointment",
    is_task: false,
    subject: `Verzetten ${device} ${Date.now()}`,
    starts_at: before,
    ends_at: `${tuesday}T11:00:00Z`,
    participants: [{ user: { id: me } }],
  });
  const starts = async () => (await read(appointment)).starts_at;
  const after = (days: number, minutes: number) => moved(before, days * DAY + minutes * 60_000);
  await visit.see(`/calendar?view=week&day=${tuesday}`);
  if (device === "phone") {
    await page.getByRole("link", { name: appointment.subject }).click();
    await page.getByRole("heading", { level: 1, name: appointment.subject }).waitFor();
    await page
      .getByRole("button", { name: say(EDIT), exact: true })
      .first()
      .click();
    const form = page.locator("dialog[open]");
    const from = form.getByLabel(say(FROM), { exact: true });
    await from.fill((await from.inputValue()).replace(/T(\d\d):00/, "T$1:30"));
    await form.getByRole("button", { name: say(SAVE) }).click();
    await form.waitFor({ state: "detached" });
    expect(await starts()).toBe(after(0, 30));
    return;
  }
  const event = page.locator(`.event[data-id="${appointment.id}"]`);
  await reach(page, event);
  for (const arrow of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(`Shift+${arrow}`); // at once
  await expect.poll(starts).toBe(after(2, 30));
  await visit.settled();
  expect(await event.evaluate((one) => one === document.activeElement)).toBe(true); // to be moved on
  await page
    .getByRole("status")
    .getByRole("button", { name: say(UNDO) })
    .last()
    .click();
  await expect.poll(starts).toBe(before); // three moves on end are one
});

everywhere("what waits for a team is taken from its queue, and given back", async (visit, say, device) => {
  const { page } = visit;
  const who = whoIs(say);
  const me = await asked<{ id: string; teams: { id: string; title: string }[] }>(who, "GET", "/v1/me");
  const [team] = me.teams;
  if (!team) throw new Error(`${who} is in no team`);
  const subject = `Voor het team ${device} ${who} ${Date.now()}`;
  const task = await make("administrator", { subject, due_on: dayFrom(0), assignees: [{ id: team.id }] });
  await visit.see("/");
  const main = page.getByRole("main");
  expect(await main.getByText(subject).count()).toBe(0); // nobody's own yet
  await main.getByRole("combobox", { name: "Team" }).selectOption({ label: team.title });
  const row = main.locator(".work-row", { hasText: subject });
  await row.getByRole("button", { name: say(TAKE) }).click();
  await row.waitFor({ state: "detached" });
  await main.getByRole("radio", { name: say(MINE), exact: true }).check({ force: true });
  await row.waitFor();
  expect((await read(task)).assignees?.map((each) => each.id)).toContain(me.id);
  await page
    .getByRole("status")
    .getByRole("button", { name: say(UNDO) })
    .last()
    .click();
  await row.waitFor({ state: "detached" });
  expect((await read(task)).assignees?.map((each) => each.id)).toEqual([team.id]);
});

everywhere("a call is logged with what is to be done after it", async (visit, say, device) => {
  const { page } = visit;
  const who = whoIs(say);
  const mark = `${device} ${who} ${Date.now()}`;
  await visit.see("/");
  const main = page.getByRole("main");
  await main.getByRole("button", { name: say(CALL), exact: true }).click();
  const form = page.locator("dialog[open]");
  await form.locator("input:focus").waitFor();
  await page.keyboard.type(`Belde over prijs ${mark}`);
  await form.getByLabel(say(FOLLOWING)).check();
  await form.getByLabel(say(WHAT_THEN)).fill(`Prijslijst sturen ${mark}`);
  await form.getByLabel(say(DUE), { exact: true }).fill(dayFrom(0));
  await form.getByRole("button", { name: say(SAVE) }).click();
  await form.waitFor({ state: "detached" });
  await rowIn(main, say(GROUPS.today), `Prijslijst sturen ${mark}`).waitFor();
  const [call] = await found(`Belde over prijs ${mark}`);
  const [task] = await found(`Prijslijst sturen ${mark}`);
  expect([call?.kind, task?.kind]).toEqual(["phone_call", "task"]);
  expect((await read(task as Activity)).parent?.id).toBe(call?.id);
  await asked(who, "DELETE", `/v1/activities/${task?.id}`);
});

/** The row of a task in a group, by the group's heading. */
function rowIn(main: Locator, group: string, subject: string): Locator {
  const heading = main.page().getByRole("heading", { level: 2, name: group });
  return main.locator("section", { has: heading }).locator(".work-row", { hasText: subject });
}

const actionsOf = (main: Locator, subject: string): Locator =>
  main.locator(".work-row", { hasText: subject }).locator(".menu > button");

/** With the Tab key alone. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("It is not reached with the Tab key");
}

const make = (who: Role, fields: object): Promise<Activity> =>
  asked<Activity>(who, "POST", "/v1/activities", { kind: "task", is_task: true, ...fields });

const read = ({ id }: { id: string }): Promise<Whole> => asked("administrator", "GET", `/v1/activities/${id}`);

async function found(subject: string): Promise<Activity[]> {
  const criteria = { field: "subject", op: "eq", value: subject };
  return (await asked<{ data: Activity[] }>("administrator", "POST", "/v1/activities/search", { criteria })).data;
}

/** A day as the demo company has it. */
function dayFrom(days: number): string {
  const zone = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short" });
  return zone.format(Date.now() + days * DAY);
}

function tuesdayAfterNext(): string {
  const now = new Date(dayFrom(0));
  return new Date(now.getTime() + (15 - ((now.getUTCDay() + 6) % 7)) * DAY).toISOString().slice(0, 10);
}

const moved = (moment: string, by: number): string => new Date(Date.parse(moment) + by).toISOString();
