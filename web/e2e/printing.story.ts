import { afterAll, expect, test } from "vitest";
import { closeBrowser, during } from "./browser.ts";
import { DEVICES } from "./two_languages.ts";

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
