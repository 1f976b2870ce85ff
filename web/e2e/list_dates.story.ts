import { afterAll, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during } from "./browser.ts";
import { user } from "./stack.ts";

const LANGUAGES = ["en", "nl", "de", "fr", "ru"];
const LISTS = ["/relations", "/activities", "/documents"];

afterAll(closeBrowser);
afterAll(() => asked("manager", "PATCH", "/v1/me", { language: user("manager").language }));

/** They differ by half in length: a column that has room for all of one cuts the time off of another. */
test.each(LANGUAGES)("dates and times are seen whole in the columns of lists, in %s", async (language) => {
  await asked("manager", "PATCH", "/v1/me", { language });
  await during("manager", { device: "laptop", language }, async (visit) => {
    for (const path of LISTS) {
      await visit.see(path);
      await visit.page.locator(".line").first().waitFor();
      await visit.settled();
      const { whole, cut } = await visit.page.evaluate(() => {
        const cells = [...document.querySelectorAll<HTMLElement>(".line [role=gridcell]:not(.line-title)")];
        const told = cells.filter((each) => /\b20\d\d\b/.test(each.innerText));
        const isCut = (cell: HTMLElement) =>
          [cell, ...cell.querySelectorAll("*")].some(
            (each) => each.scrollWidth > each.clientWidth && getComputedStyle(each).display !== "inline",
          );
        return { whole: told.length, cut: told.filter(isCut).map((each) => each.innerText) };
      });
      expect(whole, path).toBeGreaterThan(0);
      expect(cut, path).toEqual([]);
    }
  });
});
