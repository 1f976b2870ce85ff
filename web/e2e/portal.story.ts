import { afterAll, expect, test } from "vitest";
import { closeBrowser, during } from "./browser.ts";
import { local } from "./stack.ts";
import { inTurn } from "./two_languages.ts";

const DOCUMENTS = { nl: "Documenten", de: "Dokumente" };
const WAYS = [{ nl: "Start", de: "Start" }, { nl: "Afspraken en acties", de: "Termine und Aufgaben" }, DOCUMENTS];

afterAll(closeBrowser);

inTurn("customer", "a customer sees what is theirs, and nothing else", async (visit, say) => {
  await visit.see("/");
  const main = visit.page.getByRole("main");
  await main.getByText("Proefrit en bespreking levering").first().waitFor();
  const ways = visit.page.locator(".portal-ways a");
  expect(await ways.allInnerTexts()).toEqual(WAYS.map(say)); // no others
  await ways.filter({ hasText: say(DOCUMENTS) }).click();
  await main.getByText("Raamcontract 2026").first().waitFor();
  expect(await main.getByText("Verslag jaargesprek").count()).toBe(0); // for colleagues only
  await visit.go("/relations"); // no screen of theirs
  expect(await main.getByText("Bakkerij").count()).toBe(0);
});

test("what a customer may not see, their session does not open either", async () => {
  await during("customer", {}, async ({ context }) => {
    const headers = { Origin: local.url };
    const told = await context.request.post(`${local.url}/v1/auth/refresh`, { data: {}, headers });
    const { access_token } = await told.json();
    const asked = await context.request.get(`${local.url}/v1/relations`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    expect(asked.status()).toBe(403);
  });
});
