import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { countedAtMost, table, tell, timedAtMost } from "./bench_figures.ts";
import { keystrokesOf } from "./bench_keystrokes.ts";
import { middle, scrolling } from "./bench_scrolling.ts";
import { closeBrowser, during } from "./browser.ts";
import { initialScript, LIMITS, requestsOf, SIGNED_IN } from "./budget.ts";
import { onEachScreen } from "./on_each_screen.ts";
import { throttle } from "./throttle.ts";

const DIST = process.env.WEB || join(import.meta.dirname, "../dist");

afterAll(() => console.log(table()));
afterAll(closeBrowser);

test("the script that the first page asks for", async () => {
  countedAtMost(LIMITS.script, "initial JS, gzipped", await initialScript(), "bytes");
  const all = readdirSync(join(DIST, "assets")).filter((name) => name.endsWith(".js"));
  const whole = all.map((name) => statSync(join(DIST, "assets", name)).size);
  tell(`all JS: ${all.length} files, not packed`, sum(whole), "bytes");
});

test("a phone that is slow, on slow 4G", async () => {
  await during("manager", { device: "phone" }, async (visit) => {
    await visit.see("/"); // functions are warm, and nothing is kept by the browser
    const cdp = await visit.context.newCDPSession(visit.page);
    await cdp.send("Network.clearBrowserCache");
    await visit.page.evaluate(async () => {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
      for (const each of await caches.keys()) await caches.delete(each);
    });
    await throttle(visit.page);
    await visit.page.reload({ waitUntil: "commit" });
    await visit.page.locator("main h1").waitFor();
    const useful = await visit.page.evaluate(() => performance.now());
    const paints = await visit.page.evaluate(() =>
      performance.getEntriesByType("paint").map((each) => [each.name, each.startTime] as const),
    );
    const first = paints.find(([name]) => name === "first-contentful-paint")?.[1] ?? Number.NaN;
    tell("first contentful paint", first, "ms");
    timedAtMost(LIMITS.paint, "first useful paint: the heading of the screen", useful);
    await visit.settled();
    const keystrokes = await keystrokesOf(visit);
    timedAtMost(LIMITS.keystroke, "keystroke to what is shown, without the API", middle(keystrokes));
    tell("the longest of these", Math.max(...keystrokes), "ms");
  });
});

test("a list of 10,000 rows, on that phone", async () => {
  await during("manager", { device: "phone" }, async (visit) => {
    await scrolling(visit);
  });
}, 600_000);

/** What a screen asks of the API. */
onEachScreen(
  {},
  async ({ visit, screen, path }) => {
    countedAtMost(LIMITS.requests, `requests: ${screen.name}`, (await requestsOf(visit, path)).length);
  },
  SIGNED_IN,
);

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
