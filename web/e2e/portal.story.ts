import { afterAll, expect, test } from "vitest";
import { closeBrowser, during } from "./browser.ts";
import { local } from "./stack.ts";
import { DEVICES } from "./two_languages.ts";

afterAll(closeBrowser);

for (const device of DEVICES)
  test(`a customer sees what is theirs, and nothing else: ${device}`, async () => {
    await during("customer", { device }, async (visit) => {
      await visit.see("/");
      const main = visit.page.getByRole("main");
      await main.getByText("Proefrit en bespreking levering").first().waitFor();
      await visit.see("/portal/documents");
      await main.getByText("Raamcontract 2026").first().waitFor();
      expect(await main.getByText("Verslag jaargesprek").count()).toBe(0); // for colleagues only
      await visit.go("/relations"); // no screen of theirs
      expect(await main.getByText("Bakkerij").count()).toBe(0);
    });
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
