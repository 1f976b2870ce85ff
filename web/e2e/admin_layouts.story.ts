import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { type Say, saveSetting } from "./keeping.ts";
import { inTurn, type Words } from "./two_languages.ts";

const OTHERWISE = { nl: "Anders indelen", de: "Anders anordnen" };
const BACK = { nl: "Terug naar wat het was", de: "Zurück zum Ausgangszustand" };

afterAll(closeBrowser);

inTurn(
  "administrator",
  "what is laid out for a role stands so on the cards of who has it, and not on those of another role",
  async (visit, say, device) => {
    const company = { kind: "company", name: `Indeling ${Date.now()}` };
    const { id } = await asked<{ id: string }>("administrator", "POST", "/v1/relations", company);
    const card = `/relations/${id}`;
    await during("manager", { device }, (manager) =>
      during("after_sales", { device }, async (other) => {
        const before = { manager: await blocks(manager, card), other: await blocks(other, card) };
        expect(before.manager.length).toBeGreaterThan(1);
        await layOut(visit, say, OTHERWISE, "first");
        try {
          await expect.poll(() => blocks(manager, card), { timeout: 20_000 }).toEqual(before.manager.slice(1));
          expect(await blocks(other, card)).toEqual(before.other);
        } finally {
          await layOut(visit, say, BACK);
        }
        await expect.poll(() => blocks(manager, card), { timeout: 20_000 }).toEqual(before.manager);
      }),
    );
    await asked("administrator", "DELETE", `/v1/relations/${id}`);
  },
);

/** The cards of relations of whoever is a manager; `drops` is the block that goes. */
async function layOut(visit: Visit, say: Say, how: Words, drops?: "first"): Promise<void> {
  const { page } = visit;
  await visit.see("/admin/layouts");
  await page.locator("main select").nth(1).selectOption("manager");
  await page.getByRole("button", { name: say(how), exact: true }).click();
  if (drops) await page.locator("main .blocks > li").first().getByRole("button").nth(2).click();
  await saveSetting(visit, say);
}

/** What stands beside the tabs of a card, or on a phone on the first of them. */
async function blocks(visit: Visit, card: string): Promise<string[]> {
  await visit.see(card);
  return visit.page.locator(".card-side .block h2").allInnerTexts();
}
