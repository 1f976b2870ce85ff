import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { logCall } from "./calling.ts";
import { code, nextStep } from "./code.ts";
import { kept, shellIsKept } from "./device.ts";
import { local } from "./stack.ts";
import { rounds, type Words } from "./two_languages.ts";
import { type Member, memberOfTwo, post } from "./two_organisations.ts";

const RELATION = "Alleen bij de fietsen";
const SWITCH_TO = { nl: "Wissel naar", de: "Wechseln zu" };
const ONE_WAITS = { nl: "1 wijziging is nog niet verstuurd", de: "1 Änderung wurde noch nicht gesendet" };
const SWITCH_ANYWAY = { nl: "Wisselen en verliezen", de: "Wechseln und verlieren" };
const SEND_FIRST = { nl: "Eerst versturen", de: "Zuerst senden" };

let member: Member;
let token: string;
let relation: string;

beforeAll(async () => {
  ({ member, token } = await memberOfTwo());
  ({ id: relation } = await post<{ id: string }>("relations", { kind: "company", name: RELATION }, token));
}, 180_000);
afterAll(closeBrowser);

describe("who goes to another organisation leaves nothing of the first, in no tab, and loses nothing unknowingly", () => {
  for (const [language, device] of rounds())
    test(`${language}, ${device}`, async () => {
      await during(null, { device, language }, (visit) => story(visit, (words) => words[language], language));
    });
});

async function story(visit: Visit, say: (words: Words) => string, language: string): Promise<void> {
  const { context, page } = visit;
  const [first, second] = member.organisations;
  const subject = `Gebeld ${language} ${Date.now()}`;
  await signIn(context, first?.id ?? "", language);
  await visit.see("/");
  await shellIsKept(page);
  await visit.see(`/relations/${relation}`);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("heading", { level: 1, name: RELATION }).waitFor();
  await expect.poll(() => kept(page)).toContain(RELATION);

  await visit.see("/");
  await context.setOffline(true);
  await logCall(visit, say, subject);
  await switchTo(page, `${say(SWITCH_TO)} ${second?.name}`);
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("heading", { name: say(ONE_WAITS) }).waitFor();
  await dialog.getByRole("button", { name: say(SWITCH_ANYWAY) }).waitFor();
  await context.setOffline(false);
  await dialog.getByRole("button", { name: say(SEND_FIRST) }).click();
  for (const tab of [page, other]) await isIn(tab, second?.name ?? "");

  const left = await kept(page);
  for (const theirs of [RELATION, relation, subject]) expect(left).not.toContain(theirs);
  await page.goBack();
  await page.locator(".app-bar").waitFor();
  await visit.settled();
  expect(await page.content()).not.toContain(RELATION);

  const criteria = { field: "subject", op: "eq", value: subject };
  expect((await post<{ data: object[] }>("activities/search", { criteria }, token)).data).toHaveLength(1);
}

async function switchTo(page: Page, name: string): Promise<void> {
  await page.locator(".app-bar .menu > button").last().click();
  await page.getByRole("button", { name }).click();
}

/** Where one is stands at one's own name. */
async function isIn(page: Page, organisation: string): Promise<void> {
  await page.locator(".app-bar .menu > button", { hasText: organisation }).waitFor();
}

/** A browser session in an organisation, in a language. */
async function signIn(context: BrowserContext, tenant: string, language: string): Promise<void> {
  const { email, password, totp_secret } = member;
  const headers = { Origin: local.url };
  const { challenge } = await post<{ challenge: string }>("auth/login", { email, password });
  for (const ahead of [0, 1, 1, 1]) {
    const data = { challenge, code: code(totp_secret, ahead), tenant, browser: true };
    const told = await context.request.post(`${local.url}/v1/auth/verify`, { data, headers });
    if (told.ok()) {
      const { access_token } = (await told.json()) as { access_token: string };
      const asked = { data: { language }, headers: { Authorization: `Bearer ${access_token}` } };
      await context.request.patch(`${local.url}/v1/me`, asked);
      return;
    }
    if (ahead) await nextStep();
  }
  throw new Error(`${email} is not let in`);
}
