import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn, type Words } from "./two_languages.ts";

type Row = { id: string; name: string; custom_bicycles?: number | null; archived_at?: string | null };
type Say = (words: Words) => string;

const UNDO = { nl: "Ongedaan maken", de: "Rückgängig" };
const SEARCH = { nl: "Dubbelen zoeken", de: "Duplikate suchen" };
const MERGE = { nl: "Samenvoegen", de: "Zusammenführen" };
const BICYCLES = { nl: "Fietsen per jaar", de: "Räder pro Jahr" };
const QUEUE = "/clean-up/duplicates";

afterAll(closeBrowser);

inTurn("manager", "two that are told apart leave the queue, and stay away", async (visit, say) => {
  const { page } = visit;
  const [one, other] = await alike();
  await visit.see(QUEUE);
  await search(page, say);
  const waiting = pairOf(page, one);
  await waiting.waitFor();
  expect(await waiting.innerText()).toContain(other.name);
  expect(await visit.sideways()).toBe(0);
  await waiting.getByRole("button", { name: say({ nl: "Geen dubbele", de: "Kein Duplikat" }) }).click();
  await waiting.waitFor({ state: "detached" });
  await expect.poll(() => states(one)).toEqual(["not_duplicate"]);
  await search(page, say);
  await visit.settled();
  expect(await pairOf(page, one).count()).toBe(0);
  await visit.see(QUEUE);
  expect(await pairOf(page, one).count()).toBe(0);
  expect(await states(one)).toEqual(["not_duplicate"]);
  await away([one, other]);
});

inTurn("manager", "two become one, field by field, and are two again", async (visit, say) => {
  const { page } = visit;
  const [one, other] = await alike();
  await visit.see(QUEUE);
  await search(page, say);
  await pairOf(page, one)
    .getByRole("link", { name: say(MERGE) })
    .click();
  await page.waitForURL(/\/merge\/relation\?ids=/);
  const [stays, goes] = (new URL(page.url()).searchParams.get("ids") ?? "")
    .split(",")
    .map((id) => named(id, one, other));
  const becomes = (field: string) =>
    page
      .getByRole("row", { name: new RegExp(`^${field}`) })
      .locator(".merge-result")
      .innerText();
  await page.getByRole("radio", { name: `${say({ nl: "Naam", de: "Name" })}: ${goes?.name}`, exact: true }).check();
  await expect.poll(() => becomes(say({ nl: "Naam", de: "Name" }))).toContain(goes?.name);
  await expect.poll(() => becomes(say(BICYCLES))).toContain(String(stays?.custom_bicycles));
  expect(await visit.sideways()).toBe(0);
  await page.getByRole("button", { name: say(MERGE), exact: true }).click();
  await page.getByRole("heading", { level: 1, name: goes?.name }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/relations/${stays?.id}`);
  expect(await read(stays)).toMatchObject({ name: goes?.name, custom_bicycles: stays?.custom_bicycles });
  expect(await there(one)).toEqual([stays?.id]);
  await page
    .getByRole("button", { name: say(UNDO) })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: stays?.name, exact: true }).waitFor();
  for (const each of [one, other])
    expect(await read(each)).toMatchObject({ name: each.name, custom_bicycles: each.custom_bicycles });
  expect((await there(one)).sort()).toEqual([one.id, other.id].sort());
  await visit.see(QUEUE);
  await pairOf(page, one).waitFor();
  await away([one, other]);
});

inTurn("manager", "what a record lacks is filled in from the list, which leads to the record", async (visit, say) => {
  const { page } = visit;
  const row = await made({ name: `Onvolledig ${markNow()}`, status: ["prospect"], owner: await self() });
  await visit.see("/clean-up/incomplete");
  const link = page.getByRole("link", { name: row.name, exact: true });
  const lacking = page.getByRole("listitem").filter({ has: link });
  const told = await lacking.innerText();
  await lacking.getByRole("button", { name: `${say({ nl: "Aanvullen", de: "Ergänzen" })}: ${row.name}` }).click();
  const number = String(Date.now()).slice(-8);
  await page
    .locator("dialog[open]")
    .getByLabel(say({ nl: "KvK-nummer", de: "Registernummer" }))
    .fill(number);
  await page
    .locator("dialog[open]")
    .getByRole("button", { name: say({ nl: "Opslaan", de: "Speichern" }) })
    .click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await expect.poll(() => lacking.innerText()).not.toBe(told);
  expect(await visit.sideways()).toBe(0);
  await link.click();
  await page.getByRole("heading", { level: 1, name: row.name }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/relations/${row.id}`);
  expect(await read(row)).toMatchObject({ chamber_number: number });
  await away([row]);
});

/** Two of which the names are alike and the rest is the same, but for how much they sell. */
async function alike(): Promise<[Row, Row]> {
  const mark = markNow();
  const same = {
    status: ["prospect"],
    channels: [{ kind: "email", value: `winkel@${mark}.example.com` }],
    addresses: [
      {
        address: { street: "Zeedijk", number: mark.slice(-3), postcode: "1211 CC", city: "Hilversum", country: "NL" },
        purposes: ["visiting"],
      },
    ],
  };
  return [
    await made({ ...same, name: `Rijwielhandel ${mark}`, custom_bicycles: 21 }),
    await made({ ...same, name: `Rijwielhandel ${mark} & Co`, custom_bicycles: 34 }),
  ];
}

const markNow = (): string => `zq${Date.now().toString(36)}`;
const made = (body: object): Promise<Row> =>
  asked<Row>("manager", "POST", "/v1/relations?allow_duplicate=alike+by+intent", body);
const read = (row: Row | undefined): Promise<Row> => asked<Row>("manager", "GET", `/v1/relations/${row?.id}`);
const named = (id: string, ...rows: Row[]): Row | undefined => rows.find((row) => row.id === id);
const self = async (): Promise<{ id: string }> => ({
  id: (await asked<{ id: string }>("manager", "GET", "/v1/me")).id,
});
const pairOf = (page: Page, row: Row): Locator => page.locator("li.pair").filter({ hasText: row.name });

/** The ids of those with the mark of this one in their name, which are not archived. */
async function there(row: Row): Promise<string[]> {
  const mark = row.name.split(" ")[1] ?? "";
  const criteria = { field: "name", op: "contains", value: mark };
  return (await asked<{ data: Row[] }>("manager", "POST", "/v1/relations/search", { criteria })).data.map(
    (each) => each.id,
  );
}

async function states(row: Row): Promise<string[]> {
  const query = `record=${row.id}&state=open&state=not_duplicate&state=merged`;
  const { data } = await asked<{ data: { state: string }[] }>("manager", "GET", `/v1/duplicates?${query}`);
  return data.map((each) => each.state);
}

/** So that the queues of others who look at this stack do not fill. */
async function away(rows: readonly Row[]): Promise<void> {
  for (const row of rows) await asked("manager", "DELETE", `/v1/relations/${row.id}`);
}

async function search(page: Page, say: Say): Promise<void> {
  await page.getByRole("button", { name: say(SEARCH) }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: say({ nl: "Zoeken", de: "Suchen" }), exact: true }).click();
  await dialog.getByText(say({ nl: "Klaar", de: "Fertig" }), { exact: true }).waitFor({ timeout: 60_000 });
  await dialog
    .locator(".dialog-foot")
    .getByRole("button", { name: say({ nl: "Sluiten", de: "Schließen" }) })
    .click();
  await dialog.waitFor({ state: "hidden" });
}
