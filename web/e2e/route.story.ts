import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { mark } from "./keeping.ts";
import { isOfPaper } from "./paper.ts";
import type { Role } from "./stack.ts";
import { everywhere } from "./two_languages.ts";

type Made = { id: string };
type Company = Made & { name: string };

const MORE = { nl: "Meer acties", de: "Weitere Aktionen" };
const AS_ROUTE = { nl: "Als route (tot 20)", de: "Als Route (bis 20)" };
const FROM_TODAY = { nl: "Als route", de: "Als Route" };
const EARLIER = { nl: "Eerder", de: "Früher" };
const TAKE_OUT = { nl: "Eruit halen", de: "Herausnehmen" };
const TICK_OFF = { nl: "Afvinken", de: "Abhaken" };
const NO_TASKS = { nl: "Geen open taken", de: "Keine offenen Aufgaben" };
const PHONE = "036 530 99 88";

afterAll(closeBrowser);

everywhere("three are picked in a list, put in order, read, worked on and printed as one sheet", async (visit, say) => {
  const { page } = visit;
  const who = say({ nl: "manager", de: "after_sales" }) as Role;
  const named = mark();
  const [first, second, third] = await three(named);
  const subject = `Staalkaart meenemen ${named}`;
  const task = { kind: "task", is_task: true, subject, links: [second.id] };
  const { id: made } = await asked<Made>(who, "POST", "/v1/activities", task);

  await visit.see(`/relations?q=${named}`);
  for (const { id } of [third, first, second]) await page.locator(`[data-id="${id}"] input[type=checkbox]`).check();
  await page
    .locator("section.bulk")
    .getByRole("button", { name: say(MORE) })
    .click();
  await page.getByRole("menuitem", { name: say(AS_ROUTE) }).click();
  await expect.poll(() => names(page)).toEqual([third.name, first.name, second.name]);
  expect(await stop(page, first).getByRole("link", { name: PHONE }).getAttribute("href")).toBe("tel:0365309988");
  await stop(page, second).getByRole("link", { name: subject }).waitFor();
  expect(await visit.sideways()).toBe(0);

  await page.getByRole("button", { name: `${say(EARLIER)}: ${second.name}` }).click();
  await expect.poll(() => names(page)).toEqual([third.name, second.name, first.name]);
  const inOrder = [third, second, first].map(({ id }) => id).join(",");
  await expect.poll(() => new URL(page.url()).searchParams.get("ids")).toBe(inOrder);

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const printed = await page.evaluate(() => document.body.innerText);
  for (const told of [first.name, second.name, third.name, subject, PHONE, "Kade 12"]) expect(printed).toContain(told);
  expect(await page.locator(".task-tick:visible").count()).toBe(1);
  expect(await page.locator(".on-map:visible").count()).toBe(0);
  await isOfPaper(page);
  await page.emulateMedia({ media: null, colorScheme: null });

  await page.getByRole("button", { name: `${say(TICK_OFF)}: ${subject}` }).click();
  await stop(page, second).getByText(say(NO_TASKS)).waitFor();
  await page.getByRole("button", { name: `${say(TAKE_OUT)}: ${third.name}` }).click();
  await expect.poll(() => names(page)).toEqual([second.name, first.name]);
  await page.reload();
  await expect.poll(() => names(page)).toEqual([second.name, first.name]);
  await asked(who, "DELETE", `/v1/activities/${made}`);
  for (const { id } of [first, second, third]) await asked("manager", "DELETE", `/v1/relations/${id}`);
});

everywhere("those of today's appointments are a route, by the clock", async (visit, say) => {
  const { page } = visit;
  const who = say({ nl: "manager", de: "after_sales" }) as Role;
  const [first, second, third] = await three(mark());
  const { id: me } = await asked<Made>(who, "GET", "/v1/me");
  const appointments: Made[] = [];
  for (const [minute, { id, name }] of [second, third, first].entries()) {
    const starts_at = earlyToday(minute);
    const when = { starts_at, ends_at: new Date(Date.parse(starts_at) + 60_000).toISOString() };
    const body = {
      kind: "appointment",
      is_task: false,
      subject: name,
      links: [id],
      participants: [{ user: { id: me } }],
    };
    appointments.push(await asked<Made>(who, "POST", "/v1/activities", { ...body, ...when }));
  }
  await visit.see("/");
  await page.getByRole("link", { name: say(FROM_TODAY), exact: true }).click();
  const ours = async () =>
    (await names(page)).filter((each) => [first, second, third].some(({ name }) => name === each));
  await expect.poll(ours).toEqual([second.name, third.name, first.name]);
  for (const { id } of appointments) await asked(who, "DELETE", `/v1/activities/${id}`);
  for (const { id } of [first, second, third]) await asked("manager", "DELETE", `/v1/relations/${id}`);
});

/** In the first hours of the day of whoever looks; an hour later in summer. */
function earlyToday(minute: number): string {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format();
  return new Date(Date.parse(`${day}T00:10:00+01:00`) + minute * 60_000).toISOString();
}

async function three(named: string): Promise<[Company, Company, Company]> {
  const company = (letter: string) =>
    asked<Company>("manager", "POST", "/v1/relations?allow_duplicate=alike+by+intent", {
      name: `${letter} Tweewielers ${named}`,
      status: ["customer"],
      channels: [{ kind: "phone", value: PHONE }],
      addresses: [{ address: { street: "Kade", number: "12", postcode: "1314 AK", city: "Almere", country: "NL" } }],
    });
  return [await company("A"), await company("B"), await company("C")];
}

const stop = (page: Page, { id }: Company): Locator => page.locator(`[data-stop="${id}"]`);

/** As they stand there, without their numbers. */
const names = (page: Page): Promise<string[]> => page.locator("[data-stop] h2 a").allInnerTexts();
