import { afterAll, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during } from "./browser.ts";

afterAll(closeBrowser);

test("the main story without a mouse: search, open, log a call", async () => {
  const subject = `Zonder muis ${Date.now()}`;
  await during("manager", {}, async (visit) => {
    const { page } = visit;
    const press = (key: string) => page.keyboard.press(key);
    await visit.see("/");
    await press("/");
    await page.keyboard.type("hamerslag bouw", { delay: 30 });
    await page.getByRole("option", { name: "Hamerslag Bouw" }).first().waitFor();
    await press("Enter");
    await page.getByRole("heading", { level: 1, name: "Hamerslag Bouw" }).waitFor();
    await visit.settled();
    await press("?");
    await page.getByRole("dialog").waitFor(); // the keys
    await press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await press("l"); // log a call
    await page.locator("dialog[open] input[maxlength='250']").waitFor();
    await press("ControlOrMeta+a");
    await page.keyboard.type(subject);
    await press("Enter");
    await page.locator("dialog[open]").waitFor({ state: "hidden" });
  });
  const criteria = { field: "subject", op: "eq", value: subject };
  const { data } = await asked<{ data: object[] }>("manager", "POST", "/v1/activities/search", { criteria });
  expect(data).toHaveLength(1);
});
