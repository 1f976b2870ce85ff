import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser } from "./browser.ts";
import { initialScript, LIMITS, requestsOf } from "./budget.ts";
import { SCREENS } from "./screens.ts";

afterAll(closeBrowser);

test("the script that the first page asks for is small", async () => {
  expect(await initialScript()).toBeLessThanOrEqual(LIMITS.script);
});

describe("a screen asks little of the API", () => {
  for (const screen of SCREENS.filter((each) => each.who))
    test(screen.name, async () => {
      const asked = await requestsOf(screen);
      expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(LIMITS.requests);
    });
});
