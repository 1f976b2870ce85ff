import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { everywhere, type Words } from "./two_languages.ts";

type Say = (words: Words) => string;

const DETAILS = { nl: "Gegevens", de: "Daten" };
const DOCUMENTS = { nl: "Documenten", de: "Dokumente" };

afterAll(closeBrowser);

everywhere("the tab of a card stands again after a reload, and on return from what it led to", async (visit, say) => {
  const { page } = visit;
  const { card, title } = await withDocument();
  await visit.see(card);
  await tab(page, say, DETAILS).click();
  await chosen(page, say, DETAILS);
  await page.reload();
  await visit.settled();
  await chosen(page, say, DETAILS);

  await tab(page, say, DOCUMENTS).click();
  await page.locator(".document-line").getByRole("link", { name: title, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByRole("tab").nth(2).click();
  await page.goBack();
  await chosen(page, say, DOCUMENTS);
  await page.locator(".document-line").getByRole("link", { name: title, exact: true }).first().waitFor();

  await page.getByRole("tab").first().click();
  await expect.poll(() => new URL(page.url()).search).toBe("");
});

const tab = (page: Page, say: Say, words: Words) => page.getByRole("tab", { name: say(words) });

const chosen = (page: Page, say: Say, words: Words) =>
  page.getByRole("tab", { name: say(words), selected: true }).waitFor();

/** A company with a document of its own. */
async function withDocument(): Promise<{ card: string; title: string }> {
  const make = (path: string, body: object) => asked<{ id: string }>("manager", "POST", path, body);
  const title = `Blad ${Date.now()}`;
  const { id } = await make("/v1/relations", { kind: "company", name: title });
  await make("/v1/documents", { title, links: [{ id }] });
  return { card: `/relations/${id}`, title };
}
