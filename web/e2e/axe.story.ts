import { afterAll, describe, expect, test } from "vitest";
import { barriers } from "./axe.ts";
import { closeBrowser, during, type Look, type Visit } from "./browser.ts";
import { pathOf, SCREENS } from "./screens.ts";

const LOOKS: readonly Look[] = [
  { device: "laptop", theme: "light" },
  { device: "phone", theme: "dark" },
];

/** What opens over a screen. */
const OVER: Record<string, (visit: Visit) => Promise<void>> = {
  "the palette, with what is found": async ({ page }) => {
    await page.locator(".app-search").click();
    await page.locator("input[role=combobox]").pressSequentially("ham");
    await page.getByRole("option", { name: "Hamerslag" }).first().waitFor();
  },
  "the composer": async ({ page }) => {
    await page.getByRole("button", { name: "Telefoongesprek" }).first().click();
    await page.locator("dialog[open] input:focus").waitFor();
  },
  "a form in a dialog": async (visit) => {
    await visit.see("/admin/users");
    await visit.page.getByRole("main").getByRole("button", { name: "Iemand uitnodigen" }).first().click();
    await visit.page.locator("dialog[open] input").first().waitFor();
  },
};

afterAll(closeBrowser);

/** Serious or critical: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
async function letsEverybodyIn(visit: Visit): Promise<void> {
  expect(await barriers(visit.page)).toEqual([]);
  expect(await visit.sideways()).toBe(0);
}

const named = (look: Look) => `${look.device}, ${look.theme}`;

describe("nothing keeps anybody out", () => {
  for (const [at, screen] of SCREENS.entries()) {
    const look = LOOKS[at % LOOKS.length] ?? {};
    test(`${screen.name}: ${named(look)}`, async () => {
      const path = await pathOf(screen);
      await during(screen.who, look, async (visit) => {
        await visit.see(path);
        await letsEverybodyIn(visit);
      });
    });
  }
  for (const [name, open] of Object.entries(OVER))
    for (const look of LOOKS)
      test(`${name}: ${named(look)}`, async () => {
        await during("administrator", look, async (visit) => {
          await visit.see("/");
          await open(visit);
          await visit.settled();
          await letsEverybodyIn(visit);
        });
      });
});
