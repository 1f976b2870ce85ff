import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Look, type Visit, visit } from "./browser.ts";
import { pathOf, SCREENS, type Screen } from "./screens.ts";
import { user } from "./stack.ts";

type There = { visit: Visit; screen: Screen; path: string };

/** A test for each screen, or for those of whoever is signed in. Everybody opens one browser and goes from screen to
 * screen in it, in their own language or in that of the look. */
export function onEachScreen(look: Look, run: (there: There) => Promise<void>, screens = SCREENS): void {
  afterAll(closeBrowser);
  for (const who of new Set(screens.map((each) => each.who)))
    describe([who ?? "nobody", look.device ?? "laptop"].join(", "), () => {
      const theirs = screens.filter((each) => each.who === who);
      const paths = new Map<Screen, string>();
      let there: Visit | undefined;
      beforeAll(async () => {
        for (const each of theirs) paths.set(each, await pathOf(each)); // before: a session is of one browser at a time
        if (who && look.language) await asked(who, "PATCH", "/v1/me", { language: look.language });
        there = await visit(who, look);
      });
      afterAll(async () => {
        await there?.leave();
        if (who && look.language) await asked(who, "PATCH", "/v1/me", { language: user(who).language });
      });
      for (const screen of theirs)
        test(screen.name, async () => {
          await run({ visit: there as Visit, screen, path: paths.get(screen) as string });
          expect(there?.faults.splice(0)).toEqual([]);
        });
    });
}
