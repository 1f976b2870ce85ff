import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { closeBrowser, type Device, during, type Look } from "./browser.ts";
import { pathOf, SCREENS } from "./screens.ts";

const FOLDER = process.env.SCREENSHOTS ?? join(import.meta.dirname, "../../docs/screenshots");
const LOOKS: [Device, NonNullable<Look["theme"]>][] = [
  ["laptop", "light"],
  ["laptop", "dark"],
  ["phone", "light"],
  ["phone", "dark"],
];

afterAll(closeBrowser);
mkdirSync(FOLDER, { recursive: true });

for (const screen of SCREENS)
  test(screen.name, async () => {
    const path = await pathOf(screen);
    for (const [device, theme] of LOOKS)
      await during(screen.who, { device, theme }, async (visit) => {
        await visit.see(path);
        await visit.page.screenshot({ path: join(FOLDER, `${screen.name}-${device}-${theme}.png`) });
      });
  });
