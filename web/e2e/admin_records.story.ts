import type { Locator } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { dialog, fillIn, mark, records, row, send, WORDS } from "./keeping.ts";
import { inTurn } from "./two_languages.ts";

afterAll(closeBrowser);

const option = (form: Locator, label: string, value: string | { index: number }) =>
  form.getByLabel(label, { exact: true }).selectOption(value);

inTurn("administrator", "a team and a mail template come, are changed and go", async (visit, say) => {
  const { page } = visit;
  await visit.see("/admin/teams");
  await row(page, "Bram Kuipers").waitFor(); // members are told by their names
  const team = `Montage ${mark()}`;
  await records(visit, say, "/admin/teams", team, (form) => fillIn(form, { [say(WORDS.name)]: team }));
  const letter = `Bedankt ${mark()}`;
  await records(visit, say, "/admin/mail-templates", letter, async (form) => {
    await fillIn(form, { [say(WORDS.name)]: letter, [say({ nl: "Onderwerp", de: "Betreff" })]: "Dank" });
    await form.locator("textarea").first().fill("Dank voor uw bezoek.");
  });
});

inTurn("administrator", "a sharing rule opens to a role what another owns", async (visit, say) => {
  const name = `Service ziet ${mark()}`;
  await records(visit, say, "/admin/sharing-rules", name, async (form) => {
    await fillIn(form, { [say(WORDS.name)]: name });
    await form.locator("select").nth(0).selectOption("activity");
    await form.locator("select").nth(1).selectOption({ index: 2 });
    await form.locator("select").nth(2).selectOption({ index: 1 });
    await form.locator("select").nth(3).selectOption("edit");
  });
});

inTurn("administrator", "what holds of a type by default is set and goes", async (visit, say) => {
  const { page } = visit;
  const types = say({ nl: "Rapporten", de: "Auswertungen" });
  await visit.see("/admin/type-defaults");
  await page
    .getByRole("main")
    .getByRole("button", { name: say(WORDS.add), exact: true })
    .click();
  await dialog(page).locator("select").first().selectOption("saved_report");
  await option(dialog(page), say({ nl: "Collega’s mogen", de: "Kollegen dürfen" }), "read");
  await send(visit, say(WORDS.save));
  await visit.see("/admin/type-defaults");
  await row(page, types)
    .getByText(say({ nl: "Lezen", de: "Lesen" }))
    .waitFor();
  await page.getByRole("button", { name: `${say(WORDS.archive)}: ${types}` }).click();
  await row(page, types).waitFor({ state: "detached" });
  await isGone();
});

inTurn("administrator", "a role below another comes, is changed and goes", async (visit, say) => {
  const { page } = visit;
  const name = `Leerling ${mark()}`;
  const pressed = (words: { nl: string; de: string }) =>
    page
      .getByRole("menuitem", { name: say(words), exact: true })
      .locator("visible=true")
      .click();
  const menu = (of: string) => page.getByRole("main").getByRole("button", { name: of, exact: true }).click();
  await visit.see("/admin/roles");
  await menu("Manager");
  await pressed({ nl: "Rol hieronder toevoegen", de: "Rolle darunter anlegen" });
  await fillIn(dialog(page), { [say(WORDS.name)]: name });
  await send(visit, say(WORDS.add));
  await visit.see("/admin/roles");
  await menu(name);
  await pressed(WORDS.edit);
  await fillIn(dialog(page), { [say(WORDS.name)]: `${name} 2` });
  await send(visit, say(WORDS.save));
  await visit.see("/admin/roles");
  await menu(`${name} 2`);
  await pressed(WORDS.archive);
  await page.getByRole("main").getByText(`${name} 2`, { exact: true }).waitFor({ state: "detached" });
});

inTurn("administrator", "a customer is tied to one relation more", async (visit, say) => {
  const { page } = visit;
  const name = `Rijwielhandel ${mark()}`;
  await visit.see("/admin/ties");
  const path = "/v1/relations?allow_duplicate=alike+by+intent";
  const { id } = await asked<{ id: string }>("administrator", "POST", path, { name });
  const add = page.getByRole("main").getByRole("button", { name: say(WORDS.add), exact: true });
  await add.click();
  const form = dialog(page);
  await form.locator("select").first().selectOption({ index: 1 });
  const wanted = form.locator("input[role=combobox]").first();
  await wanted.fill(name);
  await form.getByRole("option").filter({ hasText: name }).click({ timeout: 20_000 });
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  await add.click();
  await form.getByText(say({ nl: "Wat u had getypt staat er weer", de: "Ihr Entwurf ist wieder da" })).waitFor();
  await send(visit, say(WORDS.save));
  await visit.see("/admin/ties");
  const title = `Jan Visser · ${name}`;
  await page.getByRole("button", { name: `${say(WORDS.archive)}: ${title}` }).click();
  await row(page, title).waitFor({ state: "detached" });
  await asked("administrator", "DELETE", `/v1/relations/${id}`);
});

/** Of a type there is one at most: what is left behind would be in the way of the next. */
async function isGone(): Promise<void> {
  const { data } = await asked<{ data: { of: string }[] }>("administrator", "GET", "/v1/type-defaults?limit=200");
  expect(data.map(({ of }) => of)).not.toContain("saved_report");
}
