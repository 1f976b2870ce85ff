import type { Locator, Page } from "playwright-core";
import { code, nextStep } from "./code.ts";
import type { User } from "./stack.ts";

/** Types the code of the second factor; a code works once, so it may take the next. `inside` is what shows then. */
export async function enterCode(page: Page, who: User, inside: Locator): Promise<void> {
  const field = page.locator("input[name=code]");
  for (const ahead of [0, 1, 1]) {
    await field.fill(code(who.totp_secret, ahead));
    await field.press("Enter");
    await inside.or(page.getByRole("alert")).filter({ visible: true }).first().waitFor();
    if (await inside.isVisible()) return;
    await nextStep();
  }
  throw new Error(`${who.email} is not let in`);
}
