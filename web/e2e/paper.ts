import type { Page } from "playwright-core";
import { expect } from "vitest";

/** White, from edge to edge, and with nothing to press but the ticks. */
export async function isOfPaper(page: Page): Promise<void> {
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
  expect((await page.getByRole("main").boundingBox())?.x).toBe(0);
  const pressed = page.locator("button:visible:not(.task-tick, .badge)");
  expect(await pressed.evaluateAll((all) => all.map((each) => each.outerHTML))).toEqual([]);
}
