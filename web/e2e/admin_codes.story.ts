import type { Page } from "playwright-core";
import { afterAll } from "vitest";
import { closeBrowser, type Visit } from "./browser.ts";
import { dialog, drop, row, type Say, send, WORDS } from "./keeping.ts";
import { inTurn } from "./two_languages.ts";

afterAll(closeBrowser);

const CODES = { nl: "Codes", de: "Codes" };
const NEW = { nl: "Nieuwe code", de: "Neuer Code" };
const BELOW = { nl: "Hieronder toevoegen", de: "Darunter anlegen" };
const MOVE = { nl: "Verplaatsen", de: "Verschieben" };

inTurn("administrator", "codes of a table stand below each other, are moved, and are archived", async (visit, say) => {
  const { page } = visit;
  const table = `Regio ${Date.now().toString(36)}`;
  await visit.see("/admin/code-tables");
  await page
    .getByRole("main")
    .getByRole("button", { name: say(WORDS.add), exact: true })
    .click();
  await dialog(page).locator("input").first().fill(table);
  await send(visit, say(WORDS.add));
  await opened(visit, say, table);
  await page.getByRole("button", { name: say(NEW), exact: true }).click();
  await made(visit, say, "NL", "Nederland");
  await page.getByRole("button", { name: say(NEW), exact: true }).click();
  await made(visit, say, "BE", "België");
  await chosen(page, "NL Nederland", say(BELOW));
  await made(visit, say, "FL", "Flevoland");
  await code(page, "FL Flevoland").waitFor();

  await chosen(page, "FL Flevoland", say(MOVE));
  await dialog(page)
    .getByRole("button", { name: new RegExp(say(WORDS.remove)) })
    .click();
  await dialog(page).getByRole("combobox").fill("BE");
  await dialog(page).getByRole("option").filter({ hasText: "België" }).click();
  await send(visit, say(MOVE));
  await opened(visit, say, table);
  await page
    .getByRole("button", { name: /BE België/ })
    .first()
    .click();
  await code(page, "FL Flevoland").waitFor();

  await chosen(page, "BE België", say(WORDS.archive));
  await page.locator(".toast.bad").waitFor(); // something stands below it
  for (const each of ["FL Flevoland", "BE België", "NL Nederland"]) {
    await chosen(page, each, say(WORDS.archive));
    await code(page, each).waitFor({ state: "detached" });
  }
  await visit.see("/admin/code-tables");
  await drop(visit, say, table);
});

async function opened(visit: Visit, say: Say, table: string): Promise<void> {
  await visit.see("/admin/code-tables");
  await row(visit.page, table)
    .getByRole("button", { name: say(CODES), exact: true })
    .click();
  await visit.settled();
}

async function made(visit: Visit, say: Say, text: string, name: string): Promise<void> {
  const form = dialog(visit.page);
  await form.locator("input").nth(0).fill(text);
  await form.locator("input").nth(1).fill(name);
  await send(visit, say(WORDS.save));
  await code(visit.page, `${text} ${name}`).waitFor();
}

/** The button of its menu, which is there as long as the code is. */
const code = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name, exact: true });

async function chosen(page: Page, name: string, what: string): Promise<void> {
  await code(page, name).click();
  await page.getByRole("menuitem", { name: what, exact: true }).locator("visible=true").click();
}
