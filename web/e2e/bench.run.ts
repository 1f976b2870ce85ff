import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keystrokesOf } from "./bench_keystrokes.ts";
import { middle, scrolling } from "./bench_scrolling.ts";
import { closeBrowser, during } from "./browser.ts";
import { initialScript, LIMITS, requestsOf } from "./budget.ts";
import { SCREENS } from "./screens.ts";
import { throttle } from "./throttle.ts";

const DIST = process.env.WEB || join(import.meta.dirname, "../dist");

const rows: [string, string, string][] = [];
const note = (what: string, found: number, limit: number, unit: string) => {
  rows.push([what, `${Math.round(found)} ${unit}`, `${limit} ${unit}`]);
  expect.soft(found, what).toBeLessThanOrEqual(limit);
};

afterAll(async () => {
  await closeBrowser();
  console.log(
    ["", ...rows.map(([what, found, limit]) => `${what.padEnd(44)}${found.padStart(12)}   of ${limit}`)].join("\n"),
  );
});

test("the script that the first page asks for", async () => {
  note("initial JS, gzipped", await initialScript(), LIMITS.script, "bytes");
  const all = readdirSync(join(DIST, "assets")).filter((name) => name.endsWith(".js"));
  const whole = all.map((name) => statSync(join(DIST, "assets", name)).size);
  rows.push([`all JS: ${all.length} files, not packed`, `${sum(whole)} bytes`, "no limit"]);
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
    rows.push(["first contentful paint", `${Math.round(first)} ms`, "no limit"]);
    note("first useful paint: the heading of the screen", useful, LIMITS.paint, "ms");
    await visit.settled();
    const keystrokes = await keystrokesOf(visit);
    note("keystroke to what is shown, without the API", middle(keystrokes), LIMITS.keystroke, "ms");
    rows.push(["the longest of these", `${Math.round(Math.max(...keystrokes))} ms`, "no limit"]);
  });
});

test("a list of 10,000 rows, on that phone", async () => {
  await during("manager", { device: "phone" }, async (visit) => {
    for (const [what, found] of await scrolling(visit)) rows.push([what, found, "no limit"]);
  });
}, 600_000);

test("what a screen asks of the API", async () => {
  for (const screen of SCREENS.filter((each) => each.who))
    note(`requests: ${screen.name}`, (await requestsOf(screen)).length, LIMITS.requests, "");
}, 600_000);

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
