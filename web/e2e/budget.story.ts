import { expect, test } from "vitest";
import { initialScript, LIMITS, requestsOf, SIGNED_IN } from "./budget.ts";
import { onEachScreen } from "./on_each_screen.ts";

test("the script that the first page asks for is small", async () => {
  expect(await initialScript()).toBeLessThanOrEqual(LIMITS.script);
});

/** A screen asks little of the API. */
onEachScreen(
  {},
  async ({ visit, path }) => {
    const asked = await requestsOf(visit, path);
    expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(LIMITS.requests);
  },
  SIGNED_IN,
);
