import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scrolling } from "./bench_scrolling.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
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
    note("keystroke to what is shown, without the API", await keystroke(visit), LIMITS.keystroke, "ms");
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

/** From what is typed into the search to the frame that shows who is found by it and was not there before, less the time
 * that the API took. The pause in typing after which it is asked is in this. */
async function keystroke({ page }: Visit): Promise<number> {
  await page.locator(".app-search").click();
  const input = page.locator("input[role=combobox]");
  await input.pressSequentially("hamersla", { delay: 60 });
  await page.getByRole("option", { name: "Hamerslag" }).first().waitFor();
  let api = 0;
  page.on("requestfinished", (request) => {
    if (request.url().includes("/v1/search")) api = request.timing().responseEnd;
  });
  const shown = page.evaluate(
    () =>
      new Promise<number>((done) => {
        let typed = 0;
        addEventListener("input", () => (typed = performance.now()), { capture: true, once: true });
        new MutationObserver((_, watching) => {
          const marked = [...document.querySelectorAll("[role=option] mark")].some((each) =>
            /moreau/i.test(each.textContent ?? ""),
          );
          if (!typed || !marked) return;
          watching.disconnect();
          requestAnimationFrame(() => done(performance.now() - typed));
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await input.fill("moreau");
  const whole = await shown;
  return whole - api;
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
