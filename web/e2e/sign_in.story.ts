import { afterAll, expect, test } from "vitest";
import { barriers } from "./axe.ts";
import { closeBrowser, during, type Visit } from "./browser.ts";
import { enterCode } from "./entering.ts";
import { local, user } from "./stack.ts";

const IN = [
  {
    role: "reader",
    language: "nl",
    device: "laptop",
    title: "Inloggen",
    email: "E-mailadres",
    password: "Wachtwoord",
    code: "Code",
  },
  {
    role: "reader",
    language: "de",
    device: "phone",
    title: "Anmelden",
    email: "E-Mail-Adresse",
    password: "Passwort",
    code: "Code",
  },
] as const;

afterAll(closeBrowser);

for (const how of IN)
  test(`somebody signs in with a password and a code: ${how.language}, ${how.device}`, async () => {
    await during(null, { language: how.language, device: how.device }, async (visit) => {
      const { page } = visit;
      const who = user(how.role);
      await visit.go("/relations");
      await page.getByRole("heading", { name: how.title }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByLabel(how.email).fill(who.email);
      await page.getByLabel(how.password, { exact: true }).fill(who.password);
      await page.keyboard.press("Enter");
      await enterCode(page, who, page.locator(".app"));
      await page.locator(".app h1").waitFor();
      expect(new URL(page.url()).pathname).toBe("/relations"); // where they wanted to go
      await noTokenIsLeft(visit);
      await page.reload();
      await page.locator(".app h1").waitFor(); // still in
    });
  });

test("a wrong password is told, and what was typed stays", async () => {
  await during(null, { language: "nl" }, async (visit) => {
    await visit.go("/");
    await visit.page.getByLabel("E-mailadres").fill("nobody@demo.relata.example");
    await visit.page.getByLabel("Wachtwoord", { exact: true }).fill("three green bicycles");
    await visit.page.keyboard.press("Enter");
    await visit.page.getByRole("alert").first().waitFor();
    expect(await visit.page.getByLabel("E-mailadres").inputValue()).toBe("nobody@demo.relata.example");
  });
});

/** The access token is in memory only, the other in a cookie that no script reads. */
async function noTokenIsLeft({ page, context }: Visit): Promise<void> {
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  );
  expect(kept).not.toMatch(/eyJ|relata_refresh/);
  const [cookie] = await context.cookies(`${local.url}/v1/auth`);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/v1/auth" });
}
