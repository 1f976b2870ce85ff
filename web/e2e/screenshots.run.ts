import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Device } from "./browser.ts";
import { onEachScreen } from "./on_each_screen.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = resolve(ROOT, process.env.TO || "docs/screenshots");
/** In the language of the README. */
const LANGUAGE = "en";
const DEVICES: readonly Device[] = ["laptop", "phone"];
const THEMES = ["light", "dark"] as const;

mkdirSync(FOLDER, { recursive: true });

for (const device of DEVICES)
  onEachScreen({ device, language: LANGUAGE }, async ({ visit, screen, path }) => {
    await visit.see(path);
    for (const theme of THEMES) {
      await visit.page.emulateMedia({ colorScheme: theme });
      await Promise.all(visit.page.frames().map((each) => each.waitForLoadState())); // a letter is dressed anew
      await visit.page.screenshot({ path: join(FOLDER, `${screen.name}-${device}-${theme}.png`) });
    }
  });
