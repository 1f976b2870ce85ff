import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, type Device, during } from "./browser.ts";
import { begin, dialog, fault, field, fillIn, mark, row, send, submit, WORDS } from "./keeping.ts";
import { inTurn } from "./two_languages.ts";

type Link = { id: string; title: string; url: string; position: number; assigned: { id: string } };

const PATH = "/admin/launch-links";
const TITLE = { nl: "Titel", de: "Titel" };
const ADDRESS = { nl: "Adres", de: "Adresse" };
const FOR = { nl: "Voor", de: "Für" };
const ORDER = { nl: "Volgorde", de: "Reihenfolge" };
const OF_THE_DEMO = "Webwinkel voor dealers";

afterAll(closeBrowser);

inTurn(
  "administrator",
  "a link is in a customer’s launchpad in its order, until it is another’s",
  async (visit, say, device) => {
    const { page } = visit;
    const name = `Zadelgids ${mark()}`;
    const form = dialog(page);
    const address = "https://zadelgids.example.com/start";
    const open = () => page.getByRole("button", { name: `${say(WORDS.edit)}: ${name}`, exact: true }).click();
    const give = async (to: string, at = "") => {
      await form.getByRole("combobox", { name: say(FOR) }).fill(to);
      const found = form.getByRole("option").filter({ hasText: to });
      await (at ? found.filter({ has: page.getByText(at, { exact: true }) }) : found)
        .first()
        .click({ timeout: 20_000 });
    };
    try {
      await visit.see(PATH);
      await begin(visit, say(WORDS.add));
      await fillIn(form, { [say(TITLE)]: name, [say(ADDRESS)]: "http://zadelgids.example.com" });
      await give("Jan Visser", "Hamerslag"); // he is a contact of two companies
      await submit(visit);
      await fault(form, say(ADDRESS)).waitFor(); // a link leads over https only
      expect(await field(form, say(TITLE)).inputValue()).toBe(name);
      expect(await form.getByText("Jan Visser").first().isVisible()).toBe(true);
      expect(await known(name)).toEqual([]);
      await fillIn(form, { [say(ADDRESS)]: address });
      await send(visit, say(WORDS.add));
      await visit.see(PATH);
      await row(page, name).getByText("Jan Visser").waitFor();
      expect(await known(name)).toMatchObject([
        { url: address, position: 50, assigned: { id: expect.stringMatching(/^con_/) } },
      ]);
      expect(await launchpad(device)).toEqual([OF_THE_DEMO, name]);

      await open();
      await fillIn(form, { [say(ORDER)]: "10" });
      await send(visit, say(WORDS.save));
      await visit.see(PATH);
      await row(page, name).getByText("10", { exact: true }).waitFor();
      expect(await launchpad(device)).toEqual([name, OF_THE_DEMO]);

      await open();
      await give("Bram Kuipers");
      await send(visit, say(WORDS.save));
      await visit.see(PATH);
      await row(page, name).getByText("Bram Kuipers").waitFor();
      expect(await launchpad(device)).toEqual([OF_THE_DEMO]);

      await page.getByRole("button", { name: `${say(WORDS.archive)}: ${name}`, exact: true }).click();
      await row(page, name).waitFor({ state: "detached" });
      expect(await known(name)).toEqual([]);
    } finally {
      for (const { id } of await known(name)) await asked("administrator", "DELETE", `/v1/launch-links/${id}`);
    }
  },
);

async function known(name: string): Promise<Link[]> {
  const { data } = await asked<{ data: Link[] }>("administrator", "GET", "/v1/launch-links?limit=200");
  return data.filter(({ title }) => title === name);
}

/** What the customer finds there, in its order, and that it leads away safely. */
async function launchpad(device: Device): Promise<string[]> {
  let found: string[] = [];
  await during("customer", { device }, async (there) => {
    await there.see("/");
    const links = there.page.locator(".launchpad a.launch");
    found = await links.evaluateAll((all) =>
      all.map((each) => each.querySelector(".grow")?.firstChild?.textContent ?? ""),
    );
    for (const rel of await links.evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).rel)))
      expect(rel).toBe("noopener noreferrer");
  });
  return found;
}
