import { it } from "vitest";
import { closeBrowser, visit } from "./browser.ts";

const OUT = "/tmp/st/f4";
it("looks", async () => {
  const v = await visit((process.env.ROLE ?? "after_sales") as never, {});
  const p = v.page;
  let asked: string[] = [];
  p.on("request", (r) => r.url().includes("/v1/") && asked.push(`${r.method()} ${new URL(r.url()).pathname}`));
  p.on("response", async (r) => r.status() >= 400 && console.log(r.status(), r.request().method(), r.url(), (await r.text().catch(() => "")).slice(0, 400)));
  p.on("pageerror", (e) => console.log("pageerror", e.message, e.stack?.slice(0, 600)));
  const step = async (name: string, run: () => Promise<unknown>, full = false) => {
    asked = [];
    try {
      await run();
      await v.settled();
      console.log("ok", name, asked.filter((a) => !/refresh|\/me$/.test(a)).join(" , "));
    } catch (e) {
      console.log("FAILED", name, String(e).slice(0, 300));
    }
    await p.screenshot({ path: `${OUT}/b-${name}.png`, fullPage: full });
  };
  await v.go("/relations");
  const href = (await p.locator("main a[href^='/relations/rel_']", { hasText: "Hamerslag" }).first().getAttribute("href")) as string;
  await step("details", async () => { await v.go(href); await p.getByRole("tab", { name: /^(Details|Gegevens|Daten)/ }).click(); });
  await step("inplace", async () => {
    await p.locator("dl.facts > div", { hasText: /Btw-nummer|USt-Id|VAT/ }).first().locator("button").click();
    await p.keyboard.type("NL001234567B01");
    await p.keyboard.press("Enter");
    await p.locator(".toast").first().waitFor();
  });
  await step("connect", async () => {
    await p.locator(".card-head .actions .menu").first().locator("> button").click();
    await p.getByRole("menuitem", { name: /^(Verbindung|Verband|Link)$/ }).first().click();
    const d = p.locator("dialog[open]");
    await d.locator("select").first().selectOption("supplies forward");
    await d.getByRole("combobox").last().fill("velo");
    await p.locator("[role=option]").first().waitFor();
    await p.keyboard.press("Enter");
  });
  await step("connected", async () => { await p.locator("dialog[open] button[type=submit]").click(); await p.locator("dialog[open]").waitFor({ state: "detached" }); await p.getByRole("tab", { name: /^(Links|Verbanden|Verbindungen)/ }).click(); }, true);
  const menu = async (name: string) => {
    await p.locator(".card-head .actions .menu").last().locator("> button").click();
    await p.getByRole("menuitem", { name: new RegExp(name) }).first().click();
  };
  await step("history", () => menu("Verlauf|Historie|History"));
  await step("handover", async () => { await menu("Übergeben|Overdragen|Hand over"); await p.locator("dialog[open]").waitFor(); });
  await p.keyboard.press("Escape");
  await step("duplicates", async () => { await menu("Dubletten|Duplicaten|duplicates"); await p.locator("dialog[open]").waitFor(); });
  await p.keyboard.press("Escape");
  await step("dossier", () => menu("Mailadresse|Mailadres|mail address"));
  await step("vcard", async () => { const d = p.waitForEvent("download", { timeout: 20000 }); await menu("vCard"); console.log((await d).suggestedFilename()); });
  await step("follow", () => p.keyboard.press("f"));
  await step("ask", async () => {
    await p.getByRole("tab", { name: /^(Documents|Documenten|Dokumente)/ }).click();
    await p.locator(".document-line .menu > button").nth(1).click();
    await p.locator(".document-line").nth(1).getByRole("menuitem", { name: /Iemand vragen|Jemanden bitten|Ask/ }).click();
    const d = p.locator("dialog[open]");
    await d.getByRole("combobox").fill("dora");
    await p.locator("[role=option]").first().waitFor();
    await p.keyboard.press("Enter");
    await d.locator("button[type=submit]").click();
    await p.locator(".toast").first().waitFor();
  });
  await step("png", async () => { await p.getByRole("link", { name: "Showroom Almere" }).first().click(); await p.locator(".pages img").first().waitFor({ timeout: 10000 }); });
  await step("version", async () => { await p.getByRole("tab", { name: /^(Versions|Versies|Versionen)/ }).click(); });
  await step("portal", async () => { await v.go(href); await p.getByRole("tab", { name: /^(Portal|Portaal)/ }).click(); });
  await step("contact", async () => { await p.getByRole("link", { name: "Els van den Berg" }).first().click(); await p.locator(".links-block").waitFor(); });
  await step("invite", async () => { await menu("Uitnodigen|einladen|Invite"); await p.locator("dialog[open]").waitFor(); });
  await p.keyboard.press("Escape");
  await step("person", async () => { await menu("persoon|Person verk"); await p.locator("dialog[open]").waitFor(); });
  await p.keyboard.press("Escape");
  for (const t of ["addresses", "products"]) {
    await step(t, async () => {
      await v.go(`/${t}`);
      await v.go((await p.locator(`main a[href^='/${t}/']`).first().getAttribute("href", { timeout: 5000 })) as string);
    });
  }
  console.log(v.faults);
  await p.setViewportSize({ width: 390, height: 844 });
  await p.emulateMedia({ colorScheme: "dark" });
  await step("phone", () => v.go(href));
  await step("phone-details", () => p.getByRole("tab", { name: /^(Details|Gegevens|Daten)/ }).click(), true);
  await step("phone-links", () => p.getByRole("tab", { name: /^(Links|Verbanden|Verbindungen)/ }).click(), true);
  console.log("wide", await p.evaluate(() => document.documentElement.scrollWidth));
  await step("phone-doc", async () => { await p.getByRole("tab", { name: /^(Documents|Documenten|Dokumente)/ }).click(); await p.getByRole("link", { name: "Raamcontract 2026" }).first().click(); await p.locator(".pages img").first().waitFor({ timeout: 8000 }); });
  console.log("wide", await p.evaluate(() => document.documentElement.scrollWidth));
  v.faults.length = 0;
  await v.leave();
  await closeBrowser();
}, 240_000);
