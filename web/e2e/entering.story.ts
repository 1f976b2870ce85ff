import type { Page } from "playwright-core";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { barriers } from "./axe.ts";
import { closeBrowser, type Device, during, type Visit, visit } from "./browser.ts";
import { code } from "./code.ts";
import { enterCode } from "./entering.ts";
import { mailedToken } from "./mailed_link.ts";
import { gone, type Invited, invited, newcomer, PASSWORD } from "./newcomer.ts";
import { local } from "./stack.ts";
import { rounds, type Words } from "./two_languages.ts";

const WELCOME = { nl: "Welkom, Els Timmer", de: "Willkommen, Els Timmer" };
const CHOOSE = { nl: "Kies een wachtwoord", de: "Wählen Sie ein Passwort" };
const PICTURE = { nl: "Plaatje om te scannen (QR)", de: "Bild zum Scannen (QR)" };
const BY_HAND = { nl: "Liever overtypen", de: "Lieber von Hand eingeben" };
const KEEP_CODES = { nl: "Bewaar deze codes", de: "Bewahren Sie diese Codes auf" };
const KEPT = { nl: "Ik heb ze bewaard", de: "Ich habe sie aufbewahrt" };
const SIGN_IN = { nl: "Inloggen", de: "Anmelden" };
const EMAIL = { nl: "E-mailadres", de: "E-Mail-Adresse" };
const PASSWORD_LABEL = { nl: "Wachtwoord", de: "Passwort" };
const NO_PHONE = { nl: "Ik heb mijn telefoon niet", de: "Ich habe mein Telefon nicht" };
const RECOVERY = { nl: "Herstelcode", de: "Wiederherstellungscode" };
const FORGOTTEN = { nl: "Wachtwoord vergeten?", de: "Passwort vergessen?" };
const SEND_LINK = { nl: "Link sturen", de: "Link senden" };
const LOOK_AT_MAIL = { nl: "Kijk in uw mail", de: "Sehen Sie in Ihre E-Mails" };
const NEW_PASSWORD = { nl: "Nieuw wachtwoord", de: "Neues Passwort" };
const TO_SIGN_IN = { nl: "Naar inloggen", de: "Zur Anmeldung" };
const LINK_OVER = { nl: "Deze link werkt niet meer", de: "Dieser Link gilt nicht mehr" };
const SESSIONS = { nl: "Waar ik ben ingelogd", de: "Wo ich angemeldet bin" };
const THIS_ONE = { nl: "Deze", de: "Diese hier" };
const END = { nl: "Daar uitloggen", de: "Dort abmelden" };
const END_ALL = { nl: "Overal elders uitloggen", de: "Überall sonst abmelden" };

type Say = (words: Words) => string;

const made: Invited[] = [];

afterEach(async () => {
  for (const each of made.splice(0)) await gone(each);
});
afterAll(closeBrowser);

/** Nobody is known yet, so the language is that of the browser, or of the mail. */
function told(name: string, story: (say: Say, language: keyof Words, device: Device) => Promise<void>): void {
  describe(name, () => {
    for (const [language, device] of rounds())
      test(`${language}, ${device}`, () => story((words) => words[language], language, device));
  });
}

async function givePassword(page: Page, say: Say, email: string, password: string): Promise<void> {
  await page.getByLabel(say(EMAIL)).fill(email);
  await page.getByLabel(say(PASSWORD_LABEL), { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

told("who is invited chooses a password, gets a second key, and keeps ten codes", async (say, language, device) => {
  const who = await invited(language);
  made.push(who);
  const token = await mailedToken(who.email, "invitation");
  let codes: string[] = [];
  await during(null, { device, language: "en" }, async (visit) => {
    const { page } = visit;
    await visit.go(`/invitation#${token}`);
    await page.getByRole("heading", { level: 1, name: say(WELCOME) }).waitFor(); // in the language of the invitation
    expect(page.url()).not.toContain(token);
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel(say(CHOOSE)).fill(PASSWORD);
    await page.keyboard.press("Enter");
    const picture = page.getByRole("img", { name: say(PICTURE) });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.getByText(say(BY_HAND)).click();
    const secret = (await page.locator("code.secret").innerText()).replaceAll(/\s/g, "");
    expect(await barriers(page)).toEqual([]);
    await page.locator("input[name=code]").fill(code(secret));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: say(KEEP_CODES) }).waitFor();
    codes = await page.locator(".recovery-codes li code").allInnerTexts();
    expect(new Set(codes).size).toBe(10);
    expect(await barriers(page)).toEqual([]);
    const on = page.getByRole("button", { name: say(SIGN_IN) });
    expect(await on.isDisabled()).toBe(true);
    await page.getByLabel(say(KEPT)).check();
    await on.click();
    await page.locator(".app h1").waitFor();
    await page.reload();
    await page.locator(".app h1").waitFor(); // still in
  });
  await during(null, { device, language }, async (visit) => {
    await withRecovery(visit, say, who.email, codes[0] ?? "");
    await visit.page.locator(".app h1").waitFor();
  });
  await during(null, { device, language }, async (visit) => {
    await withRecovery(visit, say, who.email, codes[0] ?? ""); // each works once
    await visit.page.getByRole("alert").first().waitFor();
    expect(await visit.page.locator(".app").count()).toBe(0);
    await visit.go(`/invitation#${token}`);
    await visit.page.getByRole("heading", { name: say(LINK_OVER) }).waitFor();
  });
});

async function withRecovery(visit: Visit, say: Say, email: string, recovery: string): Promise<void> {
  const { page } = visit;
  await visit.go("/");
  await givePassword(page, say, email, PASSWORD);
  await page.getByRole("button", { name: say(NO_PHONE) }).click();
  await page.getByLabel(say(RECOVERY)).fill(recovery);
  await page.keyboard.press("Enter");
}

told("who forgot the password sets another by a mailed link, which works once", async (say, language, device) => {
  const who = await newcomer(language);
  made.push(who);
  const other = "seven yellow tandems uphill";
  await during(null, { device, language }, async (visit) => {
    const { page } = visit;
    await visit.go("/");
    await page.getByLabel(say(EMAIL)).fill(who.email);
    await page.getByRole("button", { name: say(FORGOTTEN) }).click();
    expect(await page.getByLabel(say(EMAIL)).inputValue()).toBe(who.email);
    await page.getByRole("button", { name: say(SEND_LINK) }).click();
    await page.getByRole("heading", { name: say(LOOK_AT_MAIL) }).waitFor();
    const token = await mailedToken(who.email, "password-reset");
    await visit.go(`/password-reset#${token}`);
    await page.getByLabel(say(NEW_PASSWORD)).fill(other);
    expect(page.url()).not.toContain(token);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: say(TO_SIGN_IN) }).click();
    await givePassword(page, say, who.email, PASSWORD); // the old one
    await page.getByRole("alert").first().waitFor();
    await givePassword(page, say, who.email, other);
    await page.locator("input[name=code]").waitFor();
    await enterCode(page, who, page.locator(".app"));
    await visit.go(`/password-reset#${token}`);
    await page.getByRole("heading", { name: say(LINK_OVER) }).waitFor();
  });
});

told("where one is signed in is listed, and ended there", async (say, language, device) => {
  const who = await newcomer(language);
  made.push(who);
  const elsewhere = await visit(null, { language });
  try {
    await signedIn(elsewhere.page, say, who);
    await during(null, { device, language }, async (here) => {
      const { page } = here;
      await signedIn(page, say, who);
      await here.see("/settings/security");
      const list = page.locator("section", { has: page.getByRole("heading", { name: say(SESSIONS) }) }).last();
      const rows = list.getByRole("listitem");
      await expect.poll(() => rows.count()).toBe(3); // with the one in which the second key was made
      expect(await list.getByText(say(THIS_ONE), { exact: true }).count()).toBe(1);
      await list
        .getByRole("button", { name: `${say(END)}: ` })
        .first()
        .click();
      await expect.poll(() => rows.count()).toBe(2);
      await list.getByRole("button", { name: say(END_ALL) }).click();
      await expect.poll(() => rows.count()).toBe(1);
      await here.see("/settings/security"); // this one goes on
    });
    await elsewhere.page.reload();
    await elsewhere.page.getByRole("heading", { name: say(SIGN_IN) }).waitFor();
  } finally {
    await elsewhere.leave();
  }
});

async function signedIn(page: Page, say: Say, who: Awaited<ReturnType<typeof newcomer>>): Promise<void> {
  await page.goto(local.url);
  await givePassword(page, say, who.email, who.password);
  await page.locator("input[name=code]").waitFor();
  await enterCode(page, who, page.locator(".app"));
}
