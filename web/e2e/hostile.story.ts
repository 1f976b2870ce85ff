import { afterAll, beforeAll, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during } from "./browser.ts";
import { HOSTILE, ran, watch } from "./inert.ts";
import { local } from "./stack.ts";

type Made = { id: string };
let relation = "";
let activity = "";
let contact = "";

/** The corpus as names, subjects, texts and notes, which together stand on every screen. */
beforeAll(async () => {
  const all = HOSTILE.join(" ").slice(0, 2000);
  const name = (at: number) => `${HOSTILE[at % HOSTILE.length]} ${Date.now()}`.slice(0, 120);
  const make = async (path: string, body: object) =>
    (await asked<Made>("manager", "POST", `${path}?allow_duplicate=a+test`, body)).id;
  relation = await make("/v1/relations", { name: name(1), note: all, status: ["prospect"] });
  contact = await make("/v1/contacts", {
    company: relation,
    first_name: "<b>Eva</b>",
    last_name: name(2),
    function: name(3),
  });
  for (const [at, subject] of HOSTILE.entries())
    activity = (
      await asked<Made>("manager", "POST", "/v1/activities", {
        kind: at % 2 ? "phone_call" : "task",
        subject: subject.slice(0, 200),
        text: all,
        links: [relation],
        is_task: at % 2 === 0,
      })
    ).id;
}, 120_000);
afterAll(closeBrowser);

const SCREENS: [string, () => string][] = [
  ["the start page", () => "/"],
  ["the card of a relation", () => `/relations/${relation}`],
  ["the card of a contact", () => `/contacts/${contact}`],
  ["an activity", () => `/activities/${activity}`],
  ["relations", () => "/relations"],
  ["contacts", () => "/contacts"],
  ["activities", () => "/activities"],
  ["calendar", () => "/calendar"],
];

for (const [name, path] of SCREENS)
  test(`I1, I2: what others typed is text: ${name}`, async () => {
    await during("manager", { device: "phone" }, async (visit) => {
      const watched = watch(visit.page, [local.url, new URL(local.outbox_url).origin]);
      await visit.see(path());
      expect(await ran(visit.page)).toEqual([]);
      expect(watched.asked).toEqual([]);
      expect(await visit.sideways()).toBe(0); // however long a word
    });
  });

test("I1: what is found as one types is text", async () => {
  await during("manager", {}, async (visit) => {
    await visit.see("/");
    await visit.page.locator(".app-search").click();
    await visit.page.locator("input[role=combobox]").fill("onerror window");
    await visit.settled();
    expect(await ran(visit.page)).toEqual([]);
  });
});

test("E2: no page of another frames ours, and no script stands in a page", async () => {
  const told = await fetch(local.url);
  const policy = told.headers.get("content-security-policy");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe/);
  expect(await told.text()).not.toMatch(/<script(?![^>]* src=)[^>]*>|<style|style=|\son\w+=/);
});
