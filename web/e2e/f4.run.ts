import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { closeBrowser, visit } from "./browser.ts";

const OUT = "/tmp/st/f4";
it("looks", async () => {
  const v = await visit((process.env.ROLE ?? "after_sales") as never, {});
  const p = v.page;
  let asked: string[] = [];
  p.on("request", (r) => r.url().includes("/v1/") && asked.push(`${r.method()} ${new URL(r.url()).pathname}`));
  p.on("response", (r) => r.status() >= 400 && console.log(r.status(), r.request().method(), r.url()));
  p.on("console", (m) => m.type() === "error" && console.log("console", m.text()));
  p.on("pageerror", (e) => console.log("pageerror", e.message, e.stack?.slice(0, 600)));
  const shot = (name: string) => p.screenshot({ path: `${OUT}/${name}.png` });
  const step = async (name: string, run: () => Promise<unknown>) => {
    asked = [];
    try {
      await run();
      await v.settled();
      console.log("ok", name, asked.join(" , "));
    } catch (e) {
      console.log("FAILED", name, String(e).slice(0, 300));
    }
    await shot(name);
  };
  await v.go("/relations");
  const href = (await p
    .locator("main a[href^='/relations/rel_']", { hasText: "Hamerslag" })
    .first()
    .getAttribute("href")) as string;
  await step("01card", () => v.go(href));
  await step("02call", async () => {
    await p.keyboard.press("l");
    await p.locator("dialog[open]").waitFor();
  });
  await step("03closed", () => p.keyboard.press("Escape"));
  await step("04edit", async () => {
    await p.keyboard.press("e");
    await p.locator("dialog[open] input").first().waitFor();
  });
  await p.keyboard.press("Escape");
  await step("05contact", async () => {
    await p.keyboard.press("c");
    await p.locator("dialog[open] input").first().waitFor();
  });
  await p.keyboard.press("Escape");
  const menu = async (name: string) => {
    await p.locator(".card-head .actions .menu").last().locator("> button").click();
    await p
      .getByRole("menuitem", { name: new RegExp(name) })
      .first()
      .click();
  };
  await step("06access", async () => {
    await menu("Wer darf|Wie mag|Who may");
    await p.locator("dialog[open]").waitFor();
  });
  await p.keyboard.press("Escape");
  await step("07menu", async () => {
    await p.locator(".card-head .actions .menu").last().locator("> button").click();
  });
  await p.keyboard.press("Escape");
  await step("08link", async () => {
    await p.locator(".card-head .actions .menu").first().locator("> button").click();
    await p
      .getByRole("menuitem", { name: /Verbindung|Verband|Link/ })
      .first()
      .click();
    await p.locator("dialog[open]").waitFor();
  });
  await p.keyboard.press("Escape");
  await step("09documents", () => p.getByRole("tab", { name: /^(Documents|Documenten|Dokumente)/ }).click());
  writeFileSync(`${OUT}/plan.txt`, "A plan\nfor 2027\n");
  writeFileSync(`${OUT}/bad.exe`, "MZ");
  await step("10sent", async () => {
    await p.locator(".documents-of input[type=file]").setInputFiles([`${OUT}/plan.txt`, `${OUT}/bad.exe`]);
    await p.getByRole("link", { name: "plan.txt" }).first().waitFor();
  });
  await step("11ask", async () => {
    await p.getByRole("button", { name: /Hinzufügen und|Toevoegen en|Add and/ }).click();
    await p.locator("dialog[open]").waitFor();
  });
  await p.keyboard.press("Escape");
  await step("12doc", async () => {
    await p.getByRole("link", { name: "Raamcontract 2026" }).first().click();
    await p.waitForURL(/documents/);
    await p.locator(".pages img").first().waitFor({ timeout: 8000 });
  });
  await step("13contact", async () => {
    await v.go(href);
    await p.getByRole("link", { name: "Jan Visser" }).first().click();
    await p.waitForURL(/contacts/);
    await p.locator(".card-head h1").waitFor();
  });
  await step("14links", () => p.getByRole("tab", { name: /^(Links|Verbanden|Verbindungen)/ }).click());
  await step("15history", () => menu("Verlauf|Historie|History"));
  for (const t of ["addresses", "buildings", "products"]) {
    await step(`16${t}`, async () => {
      await v.go(`/${t}`);
      const to = await p.locator(`main a[href^='/${t}/']`).first().getAttribute("href", { timeout: 5000 });
      await v.go(to as string);
    });
  }
  await step("17colleague", async () => {
    await v.go(href);
    await p.locator("a[href^='/colleagues/']").first().click({ timeout: 5000 });
    await p.locator(".card-head h1").waitFor();
  });
  console.log(v.faults);
  await p.setViewportSize({ width: 390, height: 844 });
  await step("20phone", () => v.go(href));
  for (const path of [href, "/documents"]) {
    await v.go(path);
    console.log("wide", path, await p.evaluate(() => document.documentElement.scrollWidth));
  }
  v.faults.length = 0;
  await v.leave();
  await closeBrowser();
}, 240_000);
