import { afterAll, describe, expect, test } from "vitest";
import { asked } from "./asking.ts";
import { barriers } from "./axe.ts";
import { closeBrowser, during, type Look, type Visit } from "./browser.ts";
import { pathOf, SCREENS } from "./screens.ts";

const LOOKS: readonly Look[] = [
  { device: "laptop", theme: "light" },
  { device: "phone", theme: "dark" },
];

const DAY = 24 * 60 * 60;

/** What opens over a screen. */
const OVER: Record<string, (visit: Visit) => Promise<void>> = {
  "the palette, with what is found": async ({ page }) => {
    await page.locator(".app-search").click();
    await page.locator("input[role=combobox]").pressSequentially("ham");
    await page.getByRole("option", { name: "Hamerslag" }).first().waitFor();
  },
  "the composer": async ({ page }) => {
    await page.getByRole("button", { name: "Telefoongesprek" }).first().click();
    await page.locator("dialog[open] input:focus").waitFor();
  },
  "a form in a dialog": async (visit) => {
    await visit.see("/admin/users");
    await visit.page.getByRole("main").getByRole("button", { name: "Iemand uitnodigen" }).first().click();
    await visit.page.locator("dialog[open] input").first().waitFor();
  },
};

/** One that is over and one that goes on, whatever the hour: both begin with the day of whoever looks. */
const APPOINTMENTS = [
  { subject: "Dagstart", seconds: 1 },
  { subject: "Beursdag", seconds: DAY },
];

afterAll(closeBrowser);

async function appointed(): Promise<string[]> {
  const { id: me } = await asked<{ id: string }>("manager", "GET", "/v1/me");
  const starts_at = midnight().toISOString();
  const ids: string[] = [];
  for (const { subject, seconds } of APPOINTMENTS) {
    const ends_at = new Date(Date.parse(starts_at) + seconds * 1000).toISOString();
    const when = { starts_at, ends_at };
    const body = { kind: "appointment", is_task: false, subject, ...when, participants: [{ user: { id: me } }] };
    ids.push((await asked<{ id: string }>("manager", "POST", "/v1/activities", body)).id);
  }
  return ids;
}

/** The last there was where everybody of the demo company is. */
function midnight(): Date {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", timeStyle: "medium" });
  const [hours = 0, minutes = 0, seconds = 0] = clock.format().split(":").map(Number);
  return new Date((Math.floor(Date.now() / 1000) - hours * 3600 - minutes * 60 - seconds) * 1000);
}

/** Serious or critical: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
async function letsEverybodyIn(visit: Visit): Promise<void> {
  expect(await barriers(visit.page)).toEqual([]);
  expect(await visit.sideways()).toBe(0);
}

const named = (look: Look) => `${look.device}, ${look.theme}`;

describe("nothing keeps anybody out", () => {
  for (const [at, screen] of SCREENS.entries()) {
    const look = LOOKS[at % LOOKS.length] ?? {};
    test(`${screen.name}: ${named(look)}`, async () => {
      const path = await pathOf(screen);
      await during(screen.who, look, async (visit) => {
        await visit.see(path);
        await letsEverybodyIn(visit);
      });
    });
  }
  for (const [name, open] of Object.entries(OVER))
    for (const look of LOOKS)
      test(`${name}: ${named(look)}`, async () => {
        await during("administrator", look, async (visit) => {
          await visit.see("/");
          await open(visit);
          await visit.settled();
          await letsEverybodyIn(visit);
        });
      });
  for (const look of LOOKS)
    test(`appointments that are over and that go on: ${named(look)}`, async () => {
      const ids = await appointed();
      try {
        await during("manager", look, async (visit) => {
          await visit.see("/");
          const row = (subject: string) => visit.page.locator(".agenda-row", { hasText: subject });
          await row("Beursdag").locator(".badge").waitFor();
          expect(await row("Dagstart").getAttribute("class")).toContain("over");
          await letsEverybodyIn(visit);
        });
      } finally {
        for (const id of ids) await asked("manager", "DELETE", `/v1/activities/${id}`);
      }
    });
});
