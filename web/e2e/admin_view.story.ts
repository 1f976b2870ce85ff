import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { dialog, mark, send, WORDS } from "./keeping.ts";
import { user } from "./stack.ts";
import { inTurn, type Words } from "./two_languages.ts";

afterAll(closeBrowser);

inTurn("administrator", "of several lists of labels each is edited, and stays open", async (visit, say) => {
  const { page } = visit;
  const names = ["Zadel", "Stuur"].map((each) => `${each} ${mark()}`);
  const made = [];
  for (const name of names) {
    const options = [{ key: "red", name: "Rood" }];
    const key = name.toLowerCase().replaceAll(" ", "_");
    const body = { of: "relation", key, name, kind: "choices", options };
    made.push(await asked<{ id: string }>("administrator", "POST", "/v1/custom-fields", body));
  }
  await visit.see("/admin/labels");
  for (const name of names) {
    await page.locator("summary").filter({ hasText: name }).click();
    await page.getByRole("button", { name: `${say(WORDS.edit)}: ${name}`, exact: true }).click();
    await dialog(page)
      .getByRole("button", { name: say(WORDS.add), exact: true })
      .first()
      .click();
    await dialog(page).locator(".option-row input:not([type=color])").last().fill("Mintgroen");
    await send(visit, say(WORDS.save));
    const list = page.locator("details[open]").filter({ hasText: name });
    await list.getByText("Mintgroen", { exact: true }).waitFor();
  }
  for (const { id } of made) await asked("administrator", "DELETE", `/v1/custom-fields/${id}`);
});

inTurn("administrator", "an administrator sees what a colleague has, and stops", async (visit, say) => {
  const { page } = visit;
  const main = page.getByRole("main");
  await visit.see("/admin/view-as");
  const chris = user("reader");
  await main.locator("select").selectOption({ label: `${chris.name} (${chris.email})` });
  await main.getByText(say({ nl: `U kijkt als ${chris.name}`, de: `Sie sehen als ${chris.name}` })).waitFor();
  const menu = main.locator(".menu-as");
  await menu.getByText(say({ nl: "Relaties", de: "Beziehungen" }), { exact: true }).waitFor();
  expect(await menu.getByText(say({ nl: "Beheer", de: "Verwaltung" }), { exact: true }).count()).toBe(0);
  await main.locator("input[role=combobox]").fill("Hamerslag");
  await main.getByRole("option").filter({ hasText: "Hamerslag" }).first().click();
  await main.getByText(say({ nl: "Diegene leest het alleen.", de: "Sie lesen ihn nur." })).waitFor();
  const rights = main.getByRole("tab", { name: say({ nl: "Wat diegene mag", de: "Was sie dürfen" }) });
  await rights.click();
  await page.reload();
  await main.getByText(say({ nl: `U kijkt als ${chris.name}`, de: `Sie sehen als ${chris.name}` })).waitFor();
  expect(await rights.getAttribute("aria-selected")).toBe("true");
  await main.getByRole("button", { name: say({ nl: "Stop met kijken", de: "Beenden" }) }).click();
  await main.locator("select").waitFor();
  expect(await main.locator(".as-bar").count()).toBe(0);
});

/** What the sources of the local stack take. */
const KEY = "stand-in-0123456789abcdef";

inTurn("administrator", "a register is turned off, and gets a key again", async (visit, say) => {
  const { page } = visit;
  const register = page.getByRole("main").getByRole("listitem").first();
  const pressed = (words: Words) => register.getByRole("button", { name: say(words), exact: true });
  const off = { nl: "Uitzetten", de: "Ausschalten" };
  const give = { nl: "Sleutel opgeven", de: "Schlüssel angeben" };
  await visit.see("/admin/sources");
  await pressed(off).click();
  await pressed(give).waitFor();
  await visit.see("/admin/sources");
  await pressed(give).click();
  await dialog(page).locator("input").fill(KEY);
  await send(visit, say(WORDS.save));
  await visit.see("/admin/sources");
  await pressed(off).waitFor();
});
