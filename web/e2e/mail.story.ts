import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Visit } from "./browser.ts";
import { mailed } from "./smtp.ts";
import { local } from "./stack.ts";
import { everywhere, type Words } from "./two_languages.ts";

const INBOX = { nl: "Postvak in", de: "Posteingang" };
const NEW_CONTACT = { nl: "Nieuw contact van", de: "Neuer Kontakt bei" };
const ASSIGN_TO = { nl: "Toewijzen aan {name}", de: "{name} zuordnen" };
const ASSIGNED = { nl: "De mail is toegewezen", de: "Die Mail ist zugeordnet" };
const LOOK = { nl: "Bekijken", de: "Ansehen" };
const WHY = { nl: "Waarom dit hier staat", de: "Warum das hier ist" };
const UNKNOWN = { nl: "Geen van de deelnemers is bekend.", de: "Keiner der Beteiligten ist bekannt." };
const BY_HAND = { nl: "Een collega heeft dit toegewezen.", de: "Von Hand zugeordnet." };
const MATCH = { nl: "heeft het adres van een contact", de: "hat die Adresse eines Kontakts" };
const REPLY = { nl: "Beantwoorden", de: "Antworten" };
const TEXT = { nl: "Tekst", de: "Text" };
const SEND = { nl: "Versturen", de: "Senden" };
const IMAGES = { nl: "Afbeeldingen tonen", de: "Bilder anzeigen" };
const WHOLE = { nl: "Schermvullend", de: "Bildschirmfüllend" };
const CLOSE = { nl: "Sluiten", de: "Schließen" };

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const PICTURES = "https://pictures.hamerslag-bouw.example/";
const SECONDS = 60_000;

type Say = (words: Words) => string;
type Mail = { id: string; subject: string; mail: { state: string; rule: string }; links: { id: string }[] };

const made: string[] = [];

afterAll(async () => {
  for (const path of made.reverse()) await asked("administrator", "DELETE", path);
  await closeBrowser();
}, 120_000);

everywhere(
  "who is not known becomes a contact in one click, and what they write next is filed by itself",
  async (visit, say, device) => {
    const { page } = visit;
    const mark = `${device}-${say({ nl: "nl", de: "de" })}-${Date.now()}`;
    const { name, domain } = await company();
    const sender = `Els Timmer <els.${mark}@${domain}>`;
    const first = await arrived(sender, `Steigerplanken ${mark}`, "Goedemiddag,\n\nWanneer komen ze?\n\nEls");
    expect(first.mail.state).toBe("inbox");
    await open(visit, first, say);
    await page.getByRole("main").getByText(say(UNKNOWN)).first().waitFor();
    await page.getByRole("button", { name: `${say(NEW_CONTACT)} ${name}` }).click();
    const told = page.getByRole("status").filter({ hasText: say(ASSIGNED) });
    await told.getByRole("button", { name: say(LOOK) }).click();
    await page.getByRole("heading", { level: 1, name: "Els Timmer" }).waitFor();
    await page.getByRole("main").getByText(name).first().waitFor();
    made.push(`/v1/contacts/${page.url().split("/").at(-1)}`);

    await visit.see(`/activities/${first.id}`);
    await why(page, say, BY_HAND);
    const next = await arrived(sender, `Nog iets ${mark}`, "En de ladder?");
    expect(next.mail.state).toBe("filed");
    await visit.see(`/activities/${next.id}`);
    await why(page, say, MATCH);

    await page.getByRole("button", { name: say(REPLY), exact: true }).click();
    const form = page.locator("dialog[open]");
    await form.getByText("Els Timmer").waitFor();
    await form.getByLabel(say(TEXT), { exact: true }).fill(`De ladder komt dinsdag ${mark}`);
    await form.getByRole("button", { name: say(SEND) }).click();
    await form.waitFor({ state: "detached" });
    await expect.poll(() => sentTo(`els.${mark}@`), { timeout: SECONDS }).toContain(`De ladder komt dinsdag ${mark}`);
  },
);

everywhere("a mail is assigned to a company in one click, and is gone from the inbox", async (visit, say, device) => {
  const { page } = visit;
  const mark = `${device}-${say({ nl: "nl", de: "de" })}-${Date.now()}`;
  const { name, domain } = await company();
  const mail = await arrived(`info.${mark}@${domain}`, `Zonder naam ${mark}`, "Graag een offerte.");
  await open(visit, mail, say);
  await page.getByRole("button", { name: say(ASSIGN_TO).replace("{name}", name), exact: true }).click();
  await page.getByRole("status").getByText(say(ASSIGNED)).waitFor();
  await page.locator(".inbox-line", { hasText: mail.subject }).waitFor({ state: "detached" });
  const filed = await asked<Mail>("administrator", "GET", `/v1/activities/${mail.id}`);
  expect([filed.mail.state, filed.links.length]).toEqual(["filed", 1]);
});

everywhere(
  "a letter shows images of elsewhere only when asked, in a frame that runs nothing",
  async (visit, say, device) => {
    const { page } = visit;
    const mark = `${device}-${say({ nl: "nl", de: "de" })}-${Date.now()}`;
    const image = `${PICTURES}${mark}.gif`;
    const wanted: string[] = [];
    await page.route(`${PICTURES}**`, async (route) => {
      wanted.push(route.request().url());
      await route.fulfill({ contentType: "image/gif", body: PIXEL });
    });
    const html = `<p>Goedemiddag</p><p><img src="${image}" width="90" alt="Logo"></p><script>parent.document.title="ran"</script>`;
    const mail = await arrived(
      `Piet <piet.${mark}@hamerslag-bouw.example.net>`,
      `Met plaatje ${mark}`,
      html,
      "text/html",
    );
    await open(visit, mail, say);
    const letter = page.locator("iframe.letter");
    await page.frameLocator("iframe.letter").getByText("Goedemiddag").waitFor();
    const rights = (await letter.getAttribute("sandbox"))?.split(" ") ?? ["none"];
    expect(rights).not.toContain("allow-scripts");
    expect(rights).not.toContain("allow-same-origin");
    await visit.settled();
    expect(wanted).toEqual([]);
    await page.getByRole("button", { name: say(IMAGES) }).click();
    await expect.poll(() => wanted).toEqual([image]);
    expect(await page.title()).not.toBe("ran");

    const small = (await letter.boundingBox())?.height ?? 0;
    await page.getByRole("button", { name: say(WHOLE) }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.frameLocator("iframe").getByText("Goedemiddag").waitFor();
    expect((await dialog.locator("iframe").boundingBox())?.height).toBeGreaterThan(small);
    await dialog.getByRole("button", { name: say(CLOSE) }).click();
    await dialog.waitFor({ state: "detached" });
  },
);

/** In the inbox, as one comes to it: from its list. */
async function open({ page }: Visit, mail: Mail, say: Say): Promise<void> {
  await page.goto(`${local.url}/inbox`);
  await page.getByRole("heading", { level: 1, name: say(INBOX) }).waitFor();
  await page.locator(".inbox-line", { hasText: mail.subject }).click();
  await page.getByRole("heading", { level: 2, name: mail.subject }).waitFor();
}

async function why(page: Page, say: Say, reason: Words): Promise<void> {
  await page.getByText(say(WHY), { exact: true }).click();
  await page.getByRole("main").getByText(say(reason)).first().waitFor();
}

/** A mail that came in over SMTP, when it stands in Relata. */
async function arrived(from: string, subject: string, body: string, type = "text/plain"): Promise<Mail> {
  const message = [
    `From: ${from}`,
    `To: ${local.dossier_address}`,
    `Subject: ${subject}`,
    `Message-ID: <${Date.now()}.${subject.length}@hamerslag-bouw.example.net>`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
    `Content-Type: ${type}; charset=utf-8`,
    "",
    body,
  ].join("\r\n");
  await mailed(message, /<(.*)>/.exec(from)?.[1] ?? from);
  const criteria = { field: "subject", op: "eq", value: subject };
  const found = async () =>
    (await asked<{ data: Mail[] }>("administrator", "POST", "/v1/activities/search", { criteria })).data;
  await expect.poll(async () => (await found()).length, { timeout: SECONDS }).toBe(1);
  const mail = (await found())[0] as Mail;
  made.push(`/v1/activities/${mail.id}`);
  return mail;
}

/** A company whose mail is called after it, when it can be found. */
async function company(): Promise<{ name: string; domain: string }> {
  const name = `Steiger${Date.now()}`;
  const { id } = await asked<{ id: string }>("administrator", "POST", "/v1/relations", { kind: "company", name });
  made.push(`/v1/relations/${id}`);
  const path = `/v1/search?q=${name.toLowerCase()}&types=relation`;
  const found = async () => (await asked<{ data: object[] }>("administrator", "GET", path)).data.length;
  await expect.poll(found, { timeout: SECONDS }).toBe(1);
  return { name, domain: `${name.toLowerCase()}.example.net` };
}

/** What was sent, of all that was sent to an address. */
async function sentTo(address: string): Promise<string> {
  const told = (await (await fetch(local.outbox_url)).json()) as { messages: Record<string, object[]> };
  const all = Object.values(told.messages)
    .flat()
    .map((each) => JSON.stringify(each));
  return all.filter((each) => each.includes(address)).join();
}
