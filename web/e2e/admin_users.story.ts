import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { begin, dialog, fault, field, fillIn, mark, send, submit, WORDS } from "./keeping.ts";
import { mailedToken } from "./mailed_link.ts";
import { gone, newcomer } from "./newcomer.ts";
import { user } from "./stack.ts";
import { inTurn } from "./two_languages.ts";

type User = { id: string; email: string; name: string; role: string; status: string };

const PATH = "/admin/users";
const INVITE_SOMEBODY = { nl: "Iemand uitnodigen", de: "Jemanden einladen" };
const INVITE = { nl: "Uitnodigen", de: "Einladen" };
const EMAIL = { nl: "E-mail", de: "E-Mail" };
const ROLE = { nl: "Rol", de: "Rolle" };
const INVITED = { nl: "uitgenodigd", de: "eingeladen" };
const WITHDRAW = { nl: "Uitnodiging intrekken", de: "Einladung zurückziehen" };
const DISABLE = { nl: "Uitschakelen", de: "Deaktivieren" };
const ENABLE = { nl: "Inschakelen", de: "Aktivieren" };
const DISABLED = { nl: "uitgeschakeld", de: "deaktiviert" };
const ACTIVE = { nl: "actief", de: "aktiv" };
const TAKEN = {
  nl: "Dit is al in gebruik; kies iets anders.",
  de: "Das ist schon vergeben; wählen Sie etwas anderes.",
};
const GONE = {
  nl: "Dit bestaat niet, of u mag het niet zien.",
  de: "Das gibt es nicht, oder Sie dürfen es nicht sehen.",
};

afterAll(closeBrowser);

inTurn(
  "administrator",
  "somebody is invited, at an address that nobody has, and the invitation is withdrawn",
  async (visit, say) => {
    const { page } = visit;
    const name = `Piet Jansma ${mark()}`;
    const email = `piet.${mark()}@demo.relata.example`;
    const form = dialog(page);
    await visit.see(PATH);
    await begin(visit, say(INVITE_SOMEBODY));
    await fillIn(form, { [say(WORDS.name)]: name, [say(EMAIL)]: user("manager").email });
    await field(form, say(ROLE)).selectOption("reader");
    await submit(visit);
    await fault(form, say(EMAIL)).getByText(say(TAKEN)).waitFor();
    expect(await form.locator(".error-note strong").innerText()).toMatch(new RegExp(`^${say(EMAIL)}:`)); // as the form calls it
    expect(await field(form, say(WORDS.name)).inputValue()).toBe(name);
    expect(await field(form, say(ROLE)).inputValue()).toBe("reader");
    expect(await known((each) => each.name === name)).toBeUndefined();
    await fillIn(form, { [say(EMAIL)]: email });
    await send(visit, say(INVITE));
    await visit.see(PATH);
    await line(page, email).getByText(say(INVITED), { exact: true }).waitFor();
    expect(await known((each) => each.email === email)).toMatchObject({ name, role: "reader", status: "invited" });
    await mailedToken(email, "invitation");
    await chosen(page, email, name, say(WITHDRAW));
    await line(page, email).waitFor({ state: "detached" });
    expect(await known((each) => each.email === email)).toBeUndefined();
  },
);

inTurn("administrator", "a colleague gets another role, is shut out and let in again", async (visit, say) => {
  const { page } = visit;
  const who = await newcomer(say({ nl: "nl", de: "de" }));
  const role = line(page, who.email).getByRole("combobox");
  const now = () => known((each) => each.id === who.id);
  let isThere = true;
  try {
    await visit.see(PATH);
    await role.selectOption("manager");
    await expect.poll(async () => (await now())?.role, { timeout: 20_000 }).toBe("manager");
    await visit.see(PATH);
    expect(await role.inputValue()).toBe("manager");

    await chosen(page, who.email, who.name, say(DISABLE));
    await line(page, who.email).getByText(say(DISABLED), { exact: true }).waitFor();
    await visit.see(PATH);
    await line(page, who.email).getByText(say(DISABLED), { exact: true }).waitFor();
    expect(await now()).toMatchObject({ status: "disabled", role: "manager" });
    await chosen(page, who.email, who.name, say(ENABLE));
    await line(page, who.email).getByText(say(ACTIVE), { exact: true }).waitFor();
    expect(await now()).toMatchObject({ status: "active", role: "manager" });

    await gone(who); // by somebody else, while the page stands
    isThere = false;
    await role.selectOption("reader");
    await line(page, who.email).getByRole("alert").getByText(say(GONE)).waitFor();
    expect(await role.inputValue()).toBe("manager"); // nothing was saved
    await visit.see(PATH);
    expect(await line(page, who.email).count()).toBe(0);
  } finally {
    if (isThere) await gone(who);
  }
});

inTurn("administrator", "nobody takes the only administrator away, themselves least of all", async (visit, say) => {
  const { page } = visit;
  const anna = user("administrator");
  const { id } = await asked<{ id: string }>("administrator", "GET", "/v1/me");
  await visit.see(PATH);
  expect(await line(page, anna.email).getByRole("combobox").isDisabled()).toBe(true);
  await line(page, anna.email).getByRole("button", { name: anna.name }).click();
  const offered = await page.getByRole("menuitem").locator("visible=true").allInnerTexts();
  expect(offered.length).toBeGreaterThan(0);
  expect(offered).not.toContain(say(DISABLE));
  for (const body of [{ role: "reader" }, { status: "disabled" }])
    await expect(asked("administrator", "PATCH", `/v1/users/${id}`, body)).rejects.toThrow(": 409");
  await expect(asked("administrator", "DELETE", `/v1/users/${id}`)).rejects.toThrow(": 409");
  expect(await known((each) => each.id === id)).toMatchObject({ role: "administrator", status: "active" });
});

const line = (page: Page, email: string): Locator => page.locator(".admin-user").filter({ hasText: email });

async function chosen(page: Page, email: string, name: string, what: string): Promise<void> {
  await line(page, email).getByRole("button", { name, exact: true }).click();
  await page.getByRole("menuitem", { name: what, exact: true }).locator("visible=true").click();
}

async function known(is: (user: User) => boolean): Promise<User | undefined> {
  const { data } = await asked<{ data: User[] }>("administrator", "GET", "/v1/users");
  return data.find(is);
}
