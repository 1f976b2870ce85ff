import type { Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn, type Words } from "./two_languages.ts";

const LANGUAGE = { nl: "Taal", de: "Sprache" };
const THEME = { nl: "Weergave", de: "Darstellung" };
const RELATIONS = { nl: "Relaties", de: "Beziehungen" };

type Say = (words: Words) => string;

afterAll(closeBrowser);

inTurn("reader", "another language counts at once, and where they come next", async (visit, say, device) => {
  const other: Say = ({ nl, de }) => (say({ nl: "nl", de: "de" }) === "nl" ? de : nl);
  const { page } = visit;
  const heading = (said: Say) => page.getByRole("main").getByRole("heading", { level: 1, name: said(RELATIONS) });
  await visit.see("/relations");
  await heading(say).waitFor();
  await open(page);
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/v1/me") && answer.ok());
  await page.getByLabel(say(LANGUAGE), { exact: true }).selectOption(other({ nl: "nl", de: "de" }));
  await heading(other).waitFor();
  await kept;
  expect(await page.locator("html").getAttribute("lang")).toBe(other({ nl: "nl", de: "de" }));
  await visit.see("/relations");
  await heading(other).waitFor();
  expect(await asked("reader", "GET", "/v1/me")).toMatchObject({ language: other({ nl: "nl", de: "de" }) });
  expect(await visit.sideways(), device).toBe(0);
});

inTurn("reader", "another appearance counts at once, and on their next device", async (visit, say) => {
  const { page } = visit;
  await asked("reader", "PATCH", "/v1/me/preferences", { theme: "light" });
  try {
    await visit.see("/");
    const light = await ground(page);
    await open(page);
    const kept = page.waitForResponse((answer) => answer.url().endsWith("/v1/me/preferences") && answer.ok());
    await page.getByLabel(say(THEME), { exact: true }).selectOption("dark");
    await expect.poll(() => ground(page)).not.toBe(light);
    await kept;
    await visit.see("/");
    expect(await ground(page)).not.toBe(light);
    await page.evaluate(() => localStorage.clear()); // as a device that they were never at
    await visit.see("/");
    await expect.poll(() => ground(page)).not.toBe(light);
  } finally {
    await asked("reader", "PATCH", "/v1/me/preferences", { theme: null });
  }
});

/** Who one is, and what one chooses for oneself. */
const open = (page: Page): Promise<void> => page.locator(".app-bar .menu > button").last().click();

const ground = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
