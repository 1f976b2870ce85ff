import { afterAll, describe, expect, test } from "vitest";
import { barriers } from "./axe.ts";
import { closeBrowser, during, type Look } from "./browser.ts";
import { pathOf, SCREENS } from "./screens.ts";

const LOOKS: Look[] = [
  { device: "laptop", theme: "light" },
  { device: "phone", theme: "dark" },
];

afterAll(closeBrowser);

/** Serious or critical: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
for (const look of LOOKS)
  describe(`nothing keeps anybody out: ${look.device}, ${look.theme}`, () => {
    for (const screen of SCREENS)
      test(screen.name, async () => {
        const path = await pathOf(screen);
        await during(screen.who, look, async (visit) => {
          await visit.see(path);
          expect(await barriers(visit.page)).toEqual([]);
          expect(await visit.sideways()).toBe(0);
        });
      });
  });
