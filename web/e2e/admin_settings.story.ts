import { afterAll } from "vitest";
import { closeBrowser } from "./browser.ts";
import { type Kept, keeps, WORDS } from "./keeping.ts";
import { inTurn } from "./two_languages.ts";

afterAll(closeBrowser);

type Pressed = Pick<Kept, "read" | "change">;

/** A tick, turned and turned back. */
const tick = (selector: string): Pressed => ({
  read: async (page) => String(await page.locator(selector).first().isChecked()),
  change: async (page) => page.locator(selector).first().click(),
});

/** A field that is typed or chosen: `other` until what it was before. */
const field = (selector: string, other: (before: string) => string): Pressed => ({
  read: (page) => page.locator(selector).first().inputValue(),
  change: async (page, _say, back) => {
    const place = page.locator(selector).first();
    const value = back ?? other(await place.inputValue());
    if ((await place.evaluate((each) => each.tagName)) === "SELECT") await place.selectOption(value);
    else await place.fill(value);
  },
});

/** Rules that are added at the end and removed again. */
const oneMore = (selector: string): Pressed => ({
  read: async (page) => String(await page.locator(selector).count()),
  change: async (page, say, back) => {
    if (back === null) await page.getByRole("button", { name: say(WORDS.addRule), exact: true }).click();
    else
      await page
        .locator(selector)
        .last()
        .getByRole("button", { name: say(WORDS.remove), exact: true })
        .first()
        .click();
  },
});

const flipped = (one: string, other: string) => (before: string) => (before === one ? other : one);

const linkTypes: Pressed = {
  read: async (page) => String(await page.locator("main .list > li").last().locator(".badge").count()),
  change: async (page) => page.locator("main .list > li").last().getByRole("button").last().click(),
};

/** Of one role only: what others have stays as it is. */
const layouts: Pressed = {
  read: async (page) => {
    await page.locator("main select").nth(1).selectOption("manager");
    return (await page.locator("main .blocks > li strong, main ol:not(.blocks) > li").allInnerTexts()).join(", ");
  },
  change: async (page, say, back) => {
    const name = (words: { nl: string; de: string }) => ({ name: say(words), exact: true });
    if (back !== null) {
      await page.getByRole("button", name({ nl: "Terug naar wat het was", de: "Zurück zum Ausgangszustand" })).click();
    } else {
      await page.getByRole("button", name({ nl: "Anders indelen", de: "Anders anordnen" })).click();
      await page.locator("main .blocks > li").last().getByRole("button").nth(2).click();
    }
  },
};

const SETTINGS: Record<string, Kept[]> = {
  "what is linked and complete": [
    { path: "/admin/link-types", ...linkTypes },
    { path: "/admin/completeness", ...field("main .rule-row select >> nth=1", flipped("7", "9")) },
  ],
  "what is found and shown": [
    { path: "/admin/duplicates", ...tick("main .form input[type=checkbox]") },
    { path: "/admin/search", ...tick("main tbody td:nth-child(2) input") },
    { path: "/admin/layouts", ...layouts },
  ],
  "how one works": [
    { path: "/admin/kinds", ...tick("main .list > li:last-child input[type=checkbox]") },
    { path: "/admin/reminders", ...oneMore("main fieldset.panel") },
    { path: "/admin/mail", ...field("main .form input", (before) => `${before}-2`) },
  ],
  "what holds for everybody": [
    { path: "/admin/organisation", ...field("main .form input", (before) => `${before} Holding`) },
    { path: "/admin/retention", ...oneMore("main section.panel") },
    { path: "/admin/audit", ...field("main .setting input[type=number]", flipped("400", "365")) },
  ],
};

for (const [name, settings] of Object.entries(SETTINGS)) {
  inTurn("administrator", `${name} is set, stays, and is put back`, async (visit, say) => {
    for (const each of settings) await keeps(visit, say, each);
  });
}
