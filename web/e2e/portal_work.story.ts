import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { mark } from "./keeping.ts";
import { user } from "./stack.ts";
import { inTurn } from "./two_languages.ts";

type Known = { id: string; email: string };
type Hit = { id: string; place?: string | null };
type Kind = { key: string; labels: Record<string, string>; touch?: boolean; archived?: boolean };
type Action = { id: string; subject: string; done_at?: string | null; outcome?: string | null };

const WELCOME = { nl: "Welkom, Jan Visser", de: "Willkommen, Jan Visser" };
const TO_DO = { nl: "Door u te doen", de: "Von Ihnen zu erledigen" };
const UPCOMING = { nl: "Komende afspraken", de: "Kommende Termine" };
const YOURS = { nl: "Van u", de: "Ihre" };
const WHERE = { nl: "Waar", de: "Wo" };
const WHO = { nl: "Wie", de: "Wer" };
const YOU = { nl: "Jan Visser (u)", de: "Jan Visser (Sie)" };
const SAY = { nl: "Iets zeggen", de: "Etwas sagen" };
const SEND = { nl: "Versturen", de: "Senden" };
const OUTCOME = { nl: "Wat is eruit gekomen?", de: "Was ist dabei herausgekommen?" };
const DONE = { nl: "Het is gedaan", de: "Es ist erledigt" };
const MEANWHILE = {
  nl: "Iemand anders heeft dit intussen gedaan.",
  de: "Das hat inzwischen jemand anders erledigt.",
};
const RESULT = { nl: "Resultaat", de: "Ergebnis" };
const OPEN_ONLY = { nl: "Te doen", de: "Zu erledigen" };
const EVERYTHING = { nl: "Alles", de: "Alle" };
const DOWNLOAD = { nl: "Downloaden", de: "Herunterladen" };

afterAll(closeBrowser);

inTurn("customer", "what is asked of a customer is answered, and done", async (visit, say) => {
  const { page } = visit;
  const action = await given();
  const answer = `Dinsdag schikt ons ${mark()}`;
  const result = `Getekend teruggestuurd ${mark()}`;
  const now = () => asked<Action>("manager", "GET", `/v1/activities/${action.id}`);
  try {
    await visit.see("/");
    await page.getByRole("heading", { level: 1, name: say(WELCOME) }).waitFor();
    await panel(page, say(TO_DO)).getByRole("link", { name: action.subject }).click();
    await page.getByRole("heading", { level: 1, name: action.subject }).waitFor();
    await visit.settled();

    await page.getByLabel(say(SAY)).fill(answer);
    await page.getByLabel(say(OUTCOME)).fill(result);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: say(WELCOME) }).waitFor();
    await panel(page, say(TO_DO)).getByRole("link", { name: action.subject }).click();
    await page.getByRole("heading", { level: 1, name: action.subject }).waitFor();
    expect(await page.getByLabel(say(SAY)).inputValue()).toBe(answer);
    expect(await page.getByLabel(say(OUTCOME)).inputValue()).toBe(result);
    await page.getByRole("button", { name: say(SEND), exact: true }).click();
    await page.locator(".said").getByText(answer, { exact: true }).waitFor();
    expect(await page.getByLabel(say(SAY)).inputValue()).toBe("");
    expect(await said(action)).toMatchObject([{ text: expect.stringContaining(answer) }]);

    await page.getByRole("button", { name: say(DONE), exact: true }).click();
    await panel(page, say(RESULT)).getByText(result, { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: say(DONE), exact: true }).count()).toBe(0);
    expect(await now()).toMatchObject({ outcome: result, done_at: expect.any(String) });

    await visit.see(`/portal/activities/${action.id}`);
    await page.locator(".said").getByText(answer, { exact: true }).waitFor();
    await visit.see("/");
    await panel(page, say(TO_DO)).waitFor();
    expect(await panel(page, say(TO_DO)).getByText(action.subject).count()).toBe(0);
    await visit.see("/portal/activities");
    await chosen(page, say(OPEN_ONLY));
    expect(await page.getByRole("link", { name: action.subject }).count()).toBe(0);
    await page.getByRole("tab", { name: say(EVERYTHING), exact: true }).click();
    await page.getByRole("link", { name: action.subject }).waitFor();
    expect(await visit.sideways()).toBe(0);
  } finally {
    for (const { id } of await said(action)) await asked("manager", "DELETE", `/v1/activities/${id}`);
    await asked("manager", "DELETE", `/v1/activities/${action.id}`);
  }
});

inTurn("customer", "what somebody else did meanwhile is not done twice", async (visit, say) => {
  const { page } = visit;
  const action = await given();
  try {
    await visit.see(`/portal/activities/${action.id}`);
    await asked("manager", "POST", `/v1/activities/${action.id}/complete`, { outcome: "Per telefoon" });
    await page.getByLabel(say(OUTCOME)).fill("Getekend");
    await page.getByRole("button", { name: say(DONE), exact: true }).click();
    await page.getByRole("alert").getByText(say(MEANWHILE)).waitFor();
    expect(await page.getByLabel(say(OUTCOME)).inputValue()).toBe("Getekend");
    const { outcome } = await asked<Action>("manager", "GET", `/v1/activities/${action.id}`);
    expect(outcome).toBe("Per telefoon");
  } finally {
    await asked("manager", "DELETE", `/v1/activities/${action.id}`);
  }
});

inTurn(
  "customer",
  "an appointment, a company and a document are read, and the file is taken along",
  async (visit, say) => {
    const { page } = visit;
    await visit.see("/");
    await panel(page, say(UPCOMING)).getByRole("link", { name: "Proefrit en bespreking levering" }).click();
    const facts = page.locator(".portal-facts");
    await fact(facts, say(WHERE)).getByText("Almere, Markerkant 10").waitFor();
    await fact(facts, say(WHO)).getByText(say(YOU)).waitFor();

    await visit.see("/");
    await panel(page, say(YOURS)).getByRole("link", { name: "Hamerslag", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Hamerslag", exact: true }).waitFor();
    await page.getByRole("link", { name: "Raamcontract 2026" }).click();
    await page.getByRole("heading", { level: 1, name: "Raamcontract 2026" }).waitFor();
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: say(DOWNLOAD), exact: true }).click();
    expect((await file).suggestedFilename()).toBe("raamcontract-2026.pdf");
  },
);

inTurn("customer", "a kind of activity has the name that the organisation gave it", async (visit, say) => {
  const { page } = visit;
  const at = mark();
  const own = { key: "story_survey", labels: { nl: `Inmeten ${at}`, de: `Aufmaß ${at}` } };
  const renamed = { key: "letter", labels: { nl: `Aangetekende brief ${at}`, de: `Einschreiben ${at}` } };
  const before = await kinds();
  const made: Action[] = [];
  try {
    await call(before, renamed, own);
    for (const { key } of [own, renamed]) made.push(await planned(key, at));
    for (const path of ["/", "/portal/activities"]) {
      await visit.see(path);
      if (path !== "/") await page.getByRole("tab", { name: say(EVERYTHING), exact: true }).click();
      for (const { key, labels } of [own, renamed]) {
        const line = page.locator(".portal-line").filter({ hasText: `${key} ${at}` });
        await line.getByText(new RegExp(`^${say(labels)} · `)).waitFor();
      }
    }
  } finally {
    for (const { id } of made) await asked("manager", "DELETE", `/v1/activities/${id}`);
    await call(before, { ...own, archived: true });
  }
});

inTurn("customer", "a signed link posts who comes to the other program, in no address", async (visit, say) => {
  const { page, context } = visit;
  const title = `Garantie ${mark()}`;
  const place = "https://garantie.example.com/start";
  const body = { title, url: place, sign: true, assigned: await jan() };
  const { id } = await asked<{ id: string }>("administrator", "POST", "/v1/launch-links", body);
  try {
    const came = new Promise<{ url: string; method: string; body: string | null }>((told) => {
      void context.route(`${place}**`, async (route) => {
        const request = route.request();
        told({ url: request.url(), method: request.method(), body: request.postData() });
        await route.fulfill({ contentType: "text/html", body: "<title>Garantie</title>" });
      });
    });
    await visit.see("/");
    await page.getByRole("button", { name: title }).click();
    expect(await came).toEqual({ url: place, method: "POST", body: expect.stringMatching(/^token=[\w.-]{40,}$/) });
    expect(await page.getByRole("heading", { level: 1, name: say(WELCOME) }).isVisible()).toBe(true); // it opens beside it
  } finally {
    await asked("administrator", "DELETE", `/v1/launch-links/${id}`);
  }
});

const panel = (page: Page, title: string): Locator =>
  page.locator("section.panel").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const fact = (facts: Locator, name: string): Locator => facts.locator("div").filter({ hasText: name });
const chosen = (page: Page, name: string): Promise<void> =>
  page.getByRole("tab", { name, exact: true, selected: true }).waitFor();

/** The contact that he is at the company, where he has a namesake elsewhere. */
async function jan(): Promise<string> {
  const { data } = await asked<{ data: Hit[] }>("manager", "GET", "/v1/search?q=Jan+Visser&types=contact");
  const found = data.find(({ place }) => place === "Hamerslag");
  if (!found) throw new Error("There is no Jan Visser at Hamerslag");
  return found.id;
}

const kinds = async (): Promise<Kind[]> =>
  (await asked<{ data: Kind[] }>("administrator", "GET", "/v1/activity-kinds")).data.map(
    ({ key, labels, touch, archived }) => ({ key, labels, touch, archived }),
  );

/** What was made cannot be left out again. */
function call(known: readonly Kind[], ...otherwise: Kind[]): Promise<unknown> {
  const all = new Map([...known, ...otherwise].map((each) => [each.key, each]));
  return asked("administrator", "PUT", "/v1/activity-kinds", { kinds: [...all.values()] });
}

/** Something that the customer takes part in. */
async function planned(kind: string, at: string): Promise<Action> {
  const whom = { participants: [{ contact: await jan() }], visibility: "shared" };
  const when = { starts_at: "2030-01-16T10:00:00Z", ends_at: "2030-01-16T11:00:00Z" };
  return asked("manager", "POST", "/v1/activities", { kind, subject: `${kind} ${at}`, ...when, ...whom });
}

/** Something for the customer to do. */
async function given(): Promise<Action> {
  const { data } = await asked<{ data: Known[] }>("manager", "GET", "/v1/users");
  const me = data.find(({ email }) => email === user("customer").email)?.id;
  const subject = `Offerte tekenen ${mark()}`;
  const whom = { assignees: [me], participants: [{ contact: await jan() }], visibility: "shared" };
  const body = { kind: "task", is_task: true, subject, due_on: "2030-01-15", ...whom };
  return asked("manager", "POST", "/v1/activities", body);
}

type Said = { id: string; text?: string };

async function said({ id }: Action): Promise<Said[]> {
  return (await asked<{ data: Said[] }>("manager", "GET", `/v1/activities?parent=${id}&limit=50`)).data;
}
