import type { BrowserContext, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { logCall } from "./calling.ts";
import { kept, shellIsKept } from "./device.ts";
import { enterCode } from "./entering.ts";
import { type Role, user } from "./stack.ts";
import { everywhere, type Words } from "./two_languages.ts";

const COMPANY = "Hamerslag Bouw";
const SIGN_IN = { nl: "Inloggen", de: "Anmelden" };
const SIGN_OUT = { nl: "Uitloggen", de: "Abmelden" };
const SIGN_OUT_ANYWAY = { nl: "Uitloggen en verliezen", de: "Abmelden und verlieren" };
const STAY = { nl: "Blijven", de: "Bleiben" };
const SEND_FIRST = { nl: "Eerst versturen", de: "Zuerst senden" };
const ONE_WAITS = { nl: "1 wijziging is nog niet verstuurd", de: "1 Änderung wurde noch nicht gesendet" };
const NO_CONNECTION = { nl: "Er is geen verbinding om ze te versturen", de: "Es gibt keine Verbindung zum Senden" };
const UNREACHABLE = { nl: "Relata is niet bereikbaar", de: "Relata ist nicht erreichbar" };
const AGAIN = { nl: "Opnieuw inloggen", de: "Erneut anmelden" };
const PASSWORD = { nl: "Wachtwoord", de: "Passwort" };
const CALL = { nl: "Gesprek vastleggen", de: "Telefonat erfassen" };
const SAVE = { nl: "Opslaan", de: "Speichern" };

type Found = { data: { id: string }[] };
type Say = (words: Words) => string;

afterAll(closeBrowser);

everywhere(
  "after signing out nothing is left, in no tab, and what waited was sent first",
  async (visit, say, device) => {
    const { context, page } = visit;
    const subject = `Voor vertrek gebeld ${device} ${say({ nl: "nl", de: "de" })} ${Date.now()}`;
    const card = `/relations/${await relation()}`;
    await visit.see("/");
    await shellIsKept(page);
    await visit.see(card);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole("heading", { level: 1, name: COMPANY }).waitFor();
    await expect.poll(() => kept(page)).toContain(COMPANY);

    await context.setOffline(true);
    await visit.page.goto(new URL("/", page.url()).href);
    await logCall(visit, say, subject);
    await signOut(page, say);
    const dialog = page.locator("dialog[open]");
    await dialog.getByRole("heading", { name: say(ONE_WAITS) }).waitFor();
    await dialog.getByText(subject).waitFor();
    await dialog.getByRole("button", { name: say(STAY), exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await kept(page)).toContain(subject);

    await signOut(page, say);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe(say(SEND_FIRST)); // the safe one
    await page.keyboard.press("Enter");
    await dialog.getByText(say(NO_CONNECTION)).waitFor();
    await context.setOffline(false);
    await dialog.getByRole("button", { name: say(SEND_FIRST) }).click();
    await signInIs(page, say);
    expect((await activities(subject)).length).toBe(1);

    await signInIs(other, say);
    await nothingIsLeft(page, subject);
    await page.goBack();
    await signInIs(page, say);
    expect(await page.content()).not.toContain(COMPANY);
    await page.goto(new URL(card, page.url()).href);
    await signInIs(page, say);
    await nothingIsLeft(page, subject);
  },
);

everywhere("who signs out all the same, without a network, leaves nothing and is out", async (visit, say, device) => {
  const { context, page } = visit;
  const subject = `Verloren ${device} ${say({ nl: "nl", de: "de" })} ${Date.now()}`;
  await visit.see("/");
  await shellIsKept(page);
  await context.setOffline(true);
  await logCall(visit, say, subject);
  await signOut(page, say);
  await page.getByRole("button", { name: say(SIGN_OUT_ANYWAY) }).click();
  await page.getByRole("heading", { name: say(UNREACHABLE) }).waitFor();
  await nothingIsLeft(page, subject);
  await context.setOffline(false);
  await page.reload();
  await signInIs(page, say); // the session that could not be ended then is ended now
  expect(await activities(subject)).toEqual([]);
});

everywhere(
  "a session that the server ended shows nothing, and what was typed is there after signing in again",
  async (visit, say, device) => {
    const { context, page } = visit;
    const who = user(say({ nl: "manager", de: "after_sales" }) as Role);
    const subject = `Half getypt ${device} ${say({ nl: "nl", de: "de" })} ${Date.now()}`;
    const endSession = await tokensOf(context, page);
    await visit.see(`/relations/${await relation()}`);
    await page.keyboard.press("c");
    await page.locator("input[role=combobox]").fill(say(CALL));
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]:not(.sign-in-again)");
    await dialog.locator("input:focus").waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(subject);

    await endSession();
    await dialog.getByRole("button", { name: say(SAVE) }).click();
    const again = page.getByRole("dialog", { name: say(AGAIN) });
    await again.waitFor();
    for (const told of [COMPANY, "Jan Visser", subject]) expect(await readable(page)).not.toContain(told);
    expect(await page.title()).toBe("Relata");
    expect(await page.locator("main").isVisible()).toBe(false);
    expect(await dialog.isVisible()).toBe(false);

    await again.getByLabel(say(PASSWORD), { exact: true }).fill(who.password);
    await page.keyboard.press("Enter");
    await enterCode(page, who, page.locator(".app-bar"));
    await dialog.waitFor({ state: "detached" }); // it went on where it was, and saved
    await page.getByRole("heading", { level: 1, name: COMPANY }).waitFor();
    await expect.poll(async () => (await activities(subject)).length).toBe(1);
  },
);

async function signOut(page: Page, say: Say): Promise<void> {
  await page.locator(".app-bar .menu > button").last().click();
  await page.getByRole("button", { name: say(SIGN_OUT), exact: true }).click();
}

async function signInIs(page: Page, say: Say): Promise<void> {
  await page.getByRole("heading", { name: say(SIGN_IN) }).waitFor();
}

/** What can be read on the screen, by eye or by ear. */
const readable = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

async function nothingIsLeft(page: Page, subject: string): Promise<void> {
  const left = await kept(page);
  for (const theirs of [COMPANY, subject, "usr_", "act_", "rel_", "@demo"]) expect(left).not.toContain(theirs);
  expect(left).not.toContain("/v1/");
}

/** Of all that is asked the tokens are known; when the server ends the session it takes none of them any more. */
async function tokensOf(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
  const spent = new Set<string | null>();
  let ended = false;
  await page.route("**/v1/**", async (route) => {
    const token = await route.request().headerValue("authorization");
    if (!ended) spent.add(token);
    if (ended && token && spent.has(token)) await route.fulfill({ status: 401, json: {} });
    else await route.continue();
  });
  return async () => {
    ended = true;
    await context.clearCookies();
  };
}

async function relation(): Promise<string> {
  const path = `/v1/search?q=${encodeURIComponent(COMPANY)}&types=relation`;
  const { data } = await asked<Found>("administrator", "GET", path);
  if (!data[0]) throw new Error(`Nothing is found by ${COMPANY}`);
  return data[0].id;
}

async function activities(subject: string): Promise<Found["data"]> {
  const criteria = { field: "subject", op: "eq", value: subject };
  return (await asked<Found>("administrator", "POST", "/v1/activities/search", { criteria })).data;
}
