import { afterAll, expect, test } from "vitest";
import { closeBrowser, during } from "./browser.ts";
import { isOfPaper } from "./paper.ts";
import { pathOf, SCREENS, type Screen } from "./screens.ts";
import { DEVICES, everywhere } from "./two_languages.ts";

const screen = (wanted: string): Screen => SCREENS.find(({ name }) => name === wanted)!;

const CODES = Array.from({ length: 10 }, (_, at) => `abcd-efg${at}`);

afterAll(closeBrowser);

for (const device of DEVICES)
  test(`of recovery codes the codes are printed, and not the page behind them: ${device}`, async () => {
    await during("manager", { device }, async (visit) => {
      const { page } = visit;
      await page.route("**/v1/auth/recovery-codes", (route) => route.fulfill({ json: { recovery_codes: CODES } }));
      await visit.see("/settings/security");
      const behind = await page.getByRole("main").innerText();
      await page.locator("input[autocomplete=one-time-code]").last().fill("123456");
      await page.keyboard.press("Enter");
      await page.locator(".recovery-codes").waitFor();
      await page.emulateMedia({ media: "print" });
      const printed = await page.evaluate(() => document.body.innerText);
      for (const code of CODES) expect(printed).toContain(code);
      expect(printed).toContain("bram@");
      for (const line of behind.split("\n").filter((each) => each.trim().length > 12))
        expect(printed).not.toContain(line);
      expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
      const list = await page.locator(".recovery-codes ol").boundingBox();
      expect(list?.y).toBeLessThan(400); // on the first sheet
    });
  });

everywhere("the card of a relation is printed as all that one needs there, in black on white", async (visit, say) => {
  const { page } = visit;
  await visit.see(await pathOf(screen("relation")));
  await visit.settled();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const last = page.getByRole("heading", { name: say({ nl: "Tijdlijn", de: "Zeitachse" }), exact: true });
  await page.locator("section").filter({ has: last }).locator(".activity-line").first().waitFor();
  const printed = await page.evaluate(() => document.body.innerText);
  for (const told of ["Hamerslag", "036 530 12 34", "info@hamerslag.example.com", "Markerkant 10", "Els van den Berg"])
    expect(printed).toContain(told);
  expect(await page.locator(".task-tick:visible").count()).toBeGreaterThan(0);
  await isOfPaper(page);
});

everywhere("a list of work is printed with its ticks, over the whole width", async (visit) => {
  const { page } = visit;
  await visit.see("/worklist");
  await page.locator(".task-tick").first().waitFor();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect.poll(() => page.locator(".task-tick").first().isVisible()).toBe(true);
  await isOfPaper(page);
});
