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

test("a task that is ticked off or archived leaves the focus to its neighbour, and an undo gives it back", async () => {
  const mark = Date.now();
  const names = ["Een", "Twee", "Drie"].map((name) => `${name} ${mark}`);
  const made: string[] = [];
  for (const [at, subject] of names.entries()) {
    const task = { kind: "task", is_task: true, subject, due_on: `2001-01-0${at + 1}` };
    made.push((await asked<{ id: string }>("manager", "POST", "/v1/activities", task)).id);
  }
  await during("manager", {}, async (visit) => {
    const { page } = visit;
    const line = (at: number) => page.getByRole("main").getByRole("link", { name: names[at], exact: true });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await visit.see("/worklist");
    await line(0).focus();
    for (const key of ["j", "x"]) await page.keyboard.press(key);
    await line(1).waitFor({ state: "detached" });
    await expect.poll(focused).toBe(names[2]);
    await page.getByRole("button", { name: "Ongedaan maken" }).last().click();
    await line(1).waitFor();
    expect(await focused()).toBe(names[2]);
    await page.keyboard.press("k");
    expect(await focused()).toBe(names[1]);
    await page.keyboard.press("m");
    await page.getByRole("menuitem", { name: "Archiveren" }).click();
    await line(1).waitFor({ state: "detached" });
    await expect.poll(focused).toBe(names[2]);
  });
  for (const id of [made[0], made[2]]) await asked("manager", "DELETE", `/v1/activities/${id}`);
});
