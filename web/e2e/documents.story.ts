import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { pdf } from "./pdf.ts";
import { everywhere, type Words } from "./two_languages.ts";

type Say = (words: Words) => string;
type Found = { data: { id: string; title: string }[] };
type Task = { done_at?: string | null; outcome?: string | null };

const DOCUMENTS = { nl: "Documenten", de: "Dokumente" };
const INTERNAL = { nl: "Intern", de: "Intern" };
const SHARED = { nl: "Gedeeld", de: "Geteilt" };
const KEEP = { nl: "Intern houden", de: "Intern halten" };
const SHARE = { nl: "Delen", de: "Teilen" };
const CHECKED = 45_000; // a file is checked, and its pages drawn, by functions that may have to start first

let count = 0;
const fresh = (what: string) => `${what}-${Date.now()}-${++count}`;

afterAll(closeBrowser);

everywhere("a file is dropped on a dossier, seen, shared and replaced by a newer one", async (visit, say) => {
  const { page } = visit;
  const name = fresh("bestek");
  await dossier(visit, say, "weinhandlung");
  const letGo = await held(page);
  await drop(page, `${name}.pdf`, pdf("one"));
  const way = page.getByRole("progressbar", {
    name: say({ nl: `Wordt verzonden: ${name}.pdf`, de: `Wird gesendet: ${name}.pdf` }),
  });
  await way.waitFor();
  letGo();
  const line = page.locator(".document-line", { hasText: name });
  await line.waitFor();
  await expect.poll(() => way.count()).toBe(0);
  const isShared = (await line.getByText(say(SHARED), { exact: true }).count()) === 1;
  if (isShared) {
    await page
      .locator(".toast", {
        hasText: say({
          nl: "1 document toegevoegd en gedeeld met de klant",
          de: "1 Dokument hinzugefügt und mit dem Kunden geteilt",
        }),
      })
      .getByRole("button", { name: say(KEEP) })
      .click();
    await page.getByText(say({ nl: `“${name}.pdf” is intern`, de: `„${name}.pdf“ ist intern` })).waitFor();
  }
  await line.getByText(say(INTERNAL), { exact: true }).waitFor();
  await expect.poll(() => line.getByText(say(SHARED), { exact: true }).count()).toBe(0);

  await line.getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.locator(".pages img").first().waitFor({ timeout: CHECKED });
  await expect.poll(() => page.locator(".pages img").first().evaluate(drawn), { timeout: CHECKED }).toBe(true);
  const head = page.locator(".card-head");
  for (const [press, seen] of [
    [SHARE, SHARED],
    [KEEP, INTERNAL],
    [SHARE, SHARED],
  ] as const) {
    await head.getByRole("button", { name: say(press), exact: true }).click();
    await head.getByText(say(seen), { exact: true }).waitFor();
  }

  const newer = { name: `${name}-2.pdf`, mimeType: "application/pdf", buffer: Buffer.from(pdf("two")) };
  await head.locator("input[type=file]").setInputFiles(newer);
  await page.getByRole("tab", { name: say({ nl: "Versies", de: "Versionen" }) }).click();
  const versions = page.getByRole("tabpanel").getByRole("listitem");
  await expect.poll(() => versions.count(), { timeout: CHECKED }).toBe(2);
  await expect
    .poll(
      () =>
        versions
          .first()
          .getByText(say({ nl: "huidig", de: "aktuell" }))
          .count(),
      { timeout: CHECKED },
    )
    .toBe(1);
  expect(await versions.first().innerText()).toContain(`${name}-2.pdf`);
  await page.getByRole("button", { name: say({ nl: "Versie 1 tonen", de: "Version 1 zeigen" }) }).click();
  await page.locator(".pages img").first().waitFor();
  expect(await visit.sideways()).toBe(0);
});

everywhere("a document is placed with a question to the customer, who answers in the portal", async (visit, say) => {
  const { page } = visit;
  const question = fresh("Akkoord met de offerte?");
  const file = fresh("offerte");
  await dossier(visit, say, "hamerslag");
  await page
    .getByRole("button", { name: say({ nl: "Toevoegen en iemand vragen", de: "Hinzufügen und jemanden bitten" }) })
    .click();
  const dialog = page.locator("dialog[open]");
  const buffer = Buffer.from(pdf("offer"));
  await dialog.locator("input[type=file]").setInputFiles({ name: `${file}.pdf`, mimeType: "application/pdf", buffer });
  await dialog.getByLabel(say({ nl: "Wie het ziet", de: "Wer es sieht" })).selectOption("shared");
  await dialog.getByRole("combobox", { name: say({ nl: "Wie", de: "Wen" }), exact: true }).fill("Jan Vis");
  await dialog.getByRole("option", { name: /Jan Visser/ }).click();
  await dialog.getByLabel(say({ nl: "Wat moet er gebeuren", de: "Was zu tun ist" })).fill(question);
  await dialog.getByRole("button", { name: say({ nl: "Opslaan", de: "Speichern" }), exact: true }).click();
  await expect.poll(() => dialog.count()).toBe(0);
  await page.locator(".document-line", { hasText: file }).getByText(say(SHARED), { exact: true }).waitFor();

  const task = await answered(question, file);
  await expect
    .poll(async () => (await asked<Task>("manager", "GET", `/v1/activities/${task}`)).outcome)
    .toBe("Akkoord");
  await visit.see(`/activities/${task}`);
  await page
    .getByRole("main")
    .getByText(/: Akkoord$/)
    .waitFor();
  await page.getByRole("main").getByText("Graag voor de kerst.").first().waitFor();
});

/** The customer finds the question where they begin, looks at what it is about, says something and has done it. */
async function answered(question: string, file: string): Promise<string> {
  let task = "";
  await during("customer", { device: "phone" }, async (visit) => {
    const { page } = visit;
    await visit.see("/");
    await page.getByRole("link", { name: question }).first().click();
    await page.getByRole("heading", { level: 1, name: question }).waitFor();
    task = page.url().split("/").at(-1) ?? "";
    await page.getByRole("link", { name: file }).click();
    await page.getByRole("heading", { level: 1, name: file }).waitFor();
    await page.goBack();
    await page.getByLabel("Iets zeggen").fill("Graag voor de kerst.");
    await page.getByRole("button", { name: "Versturen" }).click();
    await page.getByText("Graag voor de kerst.").first().waitFor();
    await page.getByLabel("Wat is eruit gekomen?").fill("Akkoord");
    await page.getByRole("button", { name: "Het is gedaan" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Het is gedaan" }).count()).toBe(0);
  });
  return task;
}

async function dossier(visit: Visit, say: Say, of: string): Promise<void> {
  const { data } = await asked<Found>("manager", "GET", `/v1/search?q=${of}&types=relation`);
  await visit.see(`/relations/${data[0]?.id}`);
  await visit.page.getByRole("tab", { name: say(DOCUMENTS) }).click();
  await visit.settled();
}

/** Drops a file as a browser does: over the dossier, with what it carries. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const carried = await page.evaluateHandle(
    ([called, inside]) => {
      const told = new DataTransfer();
      told.items.add(new File([inside], called, { type: "application/pdf" }));
      return told;
    },
    [name, text] as const,
  );
  const zone = page.locator(".documents-of");
  for (const event of ["dragenter", "dragover", "drop"]) await zone.dispatchEvent(event, { dataTransfer: carried });
}

/** Files wait on their way until they are let go. */
async function held(page: Page): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(
    (url) => !url.pathname.startsWith("/v1/"),
    async (route) => {
      if (route.request().method() === "POST") await gate;
      await route.continue();
    },
  );
  return letGo;
}

const drawn = (picture: HTMLImageElement | SVGElement): boolean =>
  picture instanceof HTMLImageElement && picture.complete && picture.naturalWidth > 0;
