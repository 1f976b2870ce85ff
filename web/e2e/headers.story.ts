import type { Page, Request, Response } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during, visit } from "./browser.ts";
import { shellIsKept } from "./device.ts";
import { enter, keep } from "./session.ts";
import { local, user } from "./stack.ts";

const ELSEWHERE = "http://evil.invalid";
const LAUNCH = "https://launch.hostile.example";
const TOKEN = /eyJ[\w-]{10,}|[?&#/](access_)?token=/;
const WALK = [
  "/",
  "/relations",
  "/activities",
  "/documents",
  "/inbox",
  "/calendar",
  "/reports",
  "/notices",
  "/settings",
];

afterAll(closeBrowser);

const isApi = (url: string): boolean => new URL(url).pathname.startsWith("/v1/");

test.each(["/", "/relations/rel_1?tab=x", "/invitation", "/sw.js", "/gone.js", `/${"a".repeat(5_000)}.js`])(
  "E2: no page of another frames ours, and no script stands in a page: %#",
  async (path) => {
    const told = await fetch(local.url + path);
    const policy = told.headers.get("content-security-policy");
    expect(told.status).toBeLessThan(500);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(told.headers.get("x-frame-options")).toBe("DENY");
    expect(told.headers.get("x-content-type-options")).toBe("nosniff");
    expect(told.headers.get("referrer-policy")).toBe("same-origin");
    expect(told.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(await told.text()).not.toMatch(/<script(?![^>]* src=)[^>]*>|<style|style=|\son\w+=/);
  },
);

test("E2: a page of another that frames ours gets nothing to see", async () => {
  await during(null, {}, async ({ context, page, faults }) => {
    const frame = `<iframe id=ours src="${local.url}/"></iframe>`;
    await page.route(`${ELSEWHERE}/**`, (route) => route.fulfill({ contentType: "text/html", body: frame }));
    const ours = page.frameLocator("#ours").locator("link[rel=manifest]");
    let framable = true; // what a page without our headers would give away
    await context.route(`${local.url}/`, async (route) => {
      const response = await route.fetch();
      const { "x-frame-options": _, "content-security-policy": __, ...headers } = response.headers();
      const body = (await response.text()).replaceAll(/<script[^>]*><.script>/g, "");
      await route.fulfill({ response, body, headers: framable ? headers : response.headers() });
    });
    await page.goto(`${ELSEWHERE}/`);
    await ours.first().waitFor({ state: "attached" });
    framable = false;
    await page.goto(`${ELSEWHERE}/again`);
    await expect.poll(() => page.frames().map((each) => each.url())).toContain("chrome-error://chromewebdata/");
    expect(await ours.count()).toBe(0);
    for (const fault of faults.splice(0)) expect(fault).toContain("frame-ancestors 'none'"); // the browser says so
  });
});

test("E2: no answer of the API is kept by a browser, nor a refusal", async () => {
  await during("manager", {}, async ({ page }) => {
    const answers: Response[] = [];
    page.on("response", (answer) => isApi(answer.url()) && answers.push(answer));
    for (const path of WALK) await walk(page, path);
    expect(answers.length).toBeGreaterThan(WALK.length);
    for (const answer of answers) expect(answer.headers()["cache-control"], answer.url()).toContain("no-store");
  });
  for (const path of ["/v1/me", "/v1/relations/rel_1", "/v1/nowhere", "/v1/auth/refresh"]) {
    const refused = await fetch(local.url + path);
    expect(refused.ok).toBe(false);
    expect(refused.headers.get("cache-control"), path).toContain("no-store");
    expect(refused.headers.get("x-content-type-options"), path).toBe("nosniff");
  }
});

test("E2: no token stands in an address, nor in what another is told of where one came from", async () => {
  await during("manager", {}, async ({ page }) => {
    const requests: Request[] = [];
    page.on("request", (request) => requests.push(request));
    for (const path of WALK) await walk(page, path);
    const told = requests.map((each) => `${each.url()} ${each.headers().referer ?? ""}`);
    expect(told.filter((each) => TOKEN.test(each))).toEqual([]);
    expect(page.url()).not.toMatch(TOKEN);
  });
});

test("E2: the token of a mailed link goes to no server by the way, and out of the address at once", async () => {
  const token = "a-token-that-was-mailed-0123456789";
  await during(null, {}, async ({ page }) => {
    const told: string[] = [];
    page.on("request", (request) => told.push(`${request.url()} ${request.headers().referer ?? ""}`));
    for (const path of ["/invitation", "/password-reset"]) {
      await page.goto("about:blank");
      await page.goto(`${local.url}${path}#${token}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(page.url()).toBe(local.url + path);
    }
    expect(told.filter((each) => isApi(each.split(" ")[0] ?? "")).length).toBeGreaterThan(1);
    expect(told.filter((each) => each.replace(/^\S+#\S+/, "").includes(token))).toEqual([]);
  });
});

test("E2: a signed link takes its token along by a form, and says nothing of where it came from", async () => {
  const { data } = await asked<{ data: { contact: { id: string }; user: { title: string } }[] }>(
    "administrator",
    "GET",
    "/v1/ties",
  );
  const tie = data.find((each) => each.user.title === user("customer").name);
  const link = { title: `Signed ${Date.now()}`, url: `${LAUNCH}/in`, sign: true, assigned: tie?.contact.id };
  const { id } = await asked<{ id: string }>("administrator", "POST", "/v1/launch-links", link);
  try {
    await during("customer", {}, async ({ context, page }) => {
      await context.route(`${LAUNCH}/**`, (route) => route.fulfill({ contentType: "text/html", body: "in" }));
      await page.goto(local.url);
      const request = context.waitForEvent("request", (each) => each.url().startsWith(LAUNCH));
      await page.getByRole("button", { name: link.title }).click();
      const sent = await request;
      expect([sent.method(), sent.url()]).toEqual(["POST", link.url]);
      expect(sent.postData()).toMatch(/^token=eyJ/);
      expect((await sent.allHeaders()).referer).toBeUndefined();
    });
  } finally {
    await asked("administrator", "DELETE", `/v1/launch-links/${id}`);
  }
});

test("E2: whoever comes after somebody is served nothing of theirs by the worker", async () => {
  const { data } = await asked<{ data: { id: string }[] }>(
    "administrator",
    "GET",
    "/v1/search?q=hamerslag&types=relation",
  );
  const card = `/relations/${data[0]?.id}`;
  const [first, second] = [user("reader"), user("after_sales")];
  const there = await visit(null, { language: "nl" });
  const { context, page } = there;
  try {
    await enter(context, first);
    await there.see("/");
    await shellIsKept(page);
    await there.see(card);
    await page.locator(".app-bar .menu > button").last().click();
    await page.locator(".who button.menu-item").last().click();
    await page.locator("input[type=password]").waitFor();
    await enter(context, second);
    const byWorker: string[] = [];
    page.on("response", (answer) => answer.fromServiceWorker() && byWorker.push(new URL(answer.url()).pathname));
    await there.see(card);
    await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
    expect(await page.locator(".app-bar").innerText()).not.toContain(first.name);
    expect(await page.evaluate(who)).toContain(second.name);
    expect(byWorker.length).toBeGreaterThan(0);
    expect(byWorker.filter((each) => each.startsWith("/v1/"))).toEqual([]);
    const shelves = await page.evaluate(shelved);
    expect(shelves.length).toBeGreaterThan(0);
    expect(shelves.filter((each) => /\/v1\/|relations/.test(each))).toEqual([]);
    expect(await page.content()).not.toContain(first.email);
    await keep(context, second);
  } finally {
    await context.close();
  }
  expect(there.faults).toEqual([]);
});

async function walk(page: Page, path: string): Promise<void> {
  const answered = page.waitForResponse((answer) => isApi(answer.url()) && answer.request().method() === "GET");
  await page.goto(local.url + path);
  await answered;
  await page.locator("main h1, main h2").first().waitFor();
}

const who = (): string =>
  [...document.querySelectorAll(".app-bar button")]
    .map((each) => each.getAttribute("aria-label") ?? each.textContent)
    .join(" ");

async function shelved(): Promise<string[]> {
  const shelves = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = await Promise.all(shelves.map((shelf) => shelf.keys()));
  return kept.flat().map((request) => request.url);
}
