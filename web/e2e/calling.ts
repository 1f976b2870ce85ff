import type { Visit } from "./browser.ts";
import type { Words } from "./two_languages.ts";

const CALL = { nl: "^(Telefoongesprek|Gesprek vastleggen)$", de: "^(Telefonat|Telefonat erfassen)$" };
const SAVE = { nl: "Opslaan", de: "Speichern" };

/** Logs a telephone call from the start page, or from a timeline. */
export async function logCall({ page }: Visit, say: (words: Words) => string, subject: string): Promise<void> {
  await page
    .getByRole("main")
    .getByRole("button", { name: new RegExp(say(CALL)) })
    .first()
    .click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("input:focus").waitFor(); // the subject
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(subject);
  await dialog.getByRole("button", { name: say(SAVE) }).click();
  await dialog.waitFor({ state: "hidden" });
}
