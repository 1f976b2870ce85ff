import type { Page } from "playwright-core";
import { afterAll, expect, vi } from "vitest";
import { closeBrowser, type Device } from "./browser.ts";
import { countDrawn, measured, missing } from "./drawn_rows.ts";
import { flick } from "./flick.ts";
import { giveManyRows, MANY, partsOf } from "./many_rows.ts";
import { everywhere } from "./two_languages.ts";

const PARTS = partsOf(100, 200);
const FLICK = { laptop: 7_500, tablet: 30_000, phone: 40_000 }; // pixels; a finger waits for what comes on its way
const LAST = MANY + 1; // the head is the first row of the grid

vi.setConfig({ testTimeout: 240_000 }); // it is a long way
afterAll(closeBrowser);

everywhere("10,000 rows are scrolled to their end, and found again where one left them", async (visit, say, device) => {
  const { page } = visit;
  const { parts, last } = await giveManyRows(page);
  await visit.see("/relations");
  const drawn = await countDrawn(page);
  await toTheEnd(page, device, () => parts.length);
  await page.locator(`.line[data-id="${last.id}"]`).waitFor();
  expect(parts).toEqual(PARTS);
  await page.getByText(say({ nl: "10.000", de: "10.000" }), { exact: true }).waitFor();
  expect(await page.locator(".rows").getAttribute("aria-rowcount")).toBe(String(LAST));
  const { most, bound, twice } = await drawn();
  expect(most).toBeLessThanOrEqual(bound);
  expect(twice).toEqual([]);
  expect(await visit.sideways()).toBe(0);

  await flick(page, "laptop", -500); // not where it would be held by its end
  await expect.poll(async () => measured(page).then(({ end, top }) => end - top)).toBeGreaterThan(400);
  const left = await measured(page);
  await page.locator(`.line[aria-rowindex="${Math.ceil(left.top / left.row) + 2}"] a`).click();
  await page.waitForURL("**/relations/rel_*");
  await visit.settled();
  await page.goBack();
  await page.locator(".line").first().waitFor();
  await visit.settled();
  expect(await measured(page)).toEqual(left);
  expect(await missing(page)).toEqual([]);
  expect(parts.filter(({ from }) => from > 0)).toEqual(PARTS.slice(1)); // none behind the first is asked again
});

everywhere("10,000 rows are walked by the keys, and the focus stays with the row", async (visit, _, device) => {
  const { page } = visit;
  const { parts, last } = await giveManyRows(page);
  await visit.see("/relations");
  const drawn = await countDrawn(page);
  const press = (key: string) => page.keyboard.press(key);
  await page.locator(".line").first().focus();
  const { tall, row } = await measured(page);
  const leap = Math.floor(tall / row) - 2;
  for (let turn = 1; turn <= 12; turn += 1) {
    await press("PageDown");
    await expect.poll(() => walked(page)).toBe(2 + turn * leap);
  }
  await expect.poll(async () => press("End").then(() => walked(page)), { timeout: 60_000, interval: 30 }).toBe(LAST);
  expect(parts).toEqual(PARTS);
  await press("PageUp");
  await expect.poll(() => walked(page)).toBe(LAST - leap);
  await press("End");
  await expect.poll(() => walked(page)).toBe(LAST);
  for (let turn = 0; turn < 5; turn += 1) await flick(page, device, -4_000);
  await expect.poll(() => missing(page)).toEqual([]);
  expect(await walked(page)).toBe(LAST); // out of sight, and yet there
  await press("ArrowUp");
  await expect.poll(() => walked(page)).toBe(LAST - 1);
  await expect.poll(() => missing(page)).toEqual([]);
  await press("Home");
  await expect.poll(() => walked(page)).toBe(2);
  await press("End");
  await expect.poll(() => walked(page)).toBe(LAST);
  const { most, bound, twice } = await drawn();
  expect(most).toBeLessThanOrEqual(bound);
  expect(twice).toEqual([]);

  await press("Enter");
  await page.waitForURL(`**/relations/${last.id}`);
  await visit.settled();
  await page.goBack();
  await page.locator(`.line[data-id="${last.id}"]`).waitFor();
  await visit.settled();
  expect(parts.filter(({ from }) => from > 0)).toEqual(PARTS.slice(1));
});

/** Flicks on, and waits where the rows end for more of them. What is in sight is drawn wherever one comes to rest. */
async function toTheEnd(page: Page, device: Device, asked: () => number): Promise<void> {
  for (let top = -1, end = 0; asked() < PARTS.length || top < end; ) {
    await flick(page, device, FLICK[device]);
    await expect.poll(() => missing(page)).toEqual([]);
    ({ top, end } = await measured(page));
  }
}

/** At which row of the grid the focus is. */
function walked(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.activeElement?.getAttribute("aria-rowindex")));
}
