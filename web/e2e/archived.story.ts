import type { Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { barriers } from "./axe.ts";
import { closeBrowser } from "./browser.ts";
import { inTurn } from "./two_languages.ts";

type Row = { id: string; name: string; archived_at?: string | null };

const UNDO = { nl: "Ongedaan maken", de: "Rückgängig" };
const RESTORE = { nl: "Terugzetten", de: "Wiederherstellen" };
const ARCHIVE = { nl: "Archiveren", de: "Archivieren" };
const BACK = { nl: "Terug naar de lijst", de: "Zurück zur Liste" };

afterAll(closeBrowser);

inTurn("manager", "what was archived on its card is found among the archived, and brought back", async (visit, say) => {
  const { page } = visit;
  const row = await made();
  await visit.see(`/relations/${row.id}`);
  await page.locator(".card-head .actions [aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem", { name: say(ARCHIVE), exact: true }).click();
  await page.locator(".card-note").waitFor();
  await visit.see(`/relations?q=${encodeURIComponent(row.name)}`);
  expect(await line(page, row).count()).toBe(0);

  await page.locator(".views-bar [aria-haspopup=dialog]").click();
  await page.getByRole("link", { name: say({ nl: "Gearchiveerd", de: "Archiviert" }), exact: true }).click();
  await page.waitForURL(/archived=1/);
  await page.getByRole("searchbox").fill(row.name);
  await line(page, row).waitFor();
  await expect.poll(() => page.locator(".line").count()).toBe(1);
  expect(await line(page, row).innerText()).toContain(String(new Date().getFullYear()));
  expect(await barriers(page)).toEqual([]);
  expect(await visit.sideways()).toBe(0);

  await restore(page, row, say(RESTORE));
  await expect.poll(() => archivedAt(row)).toBeNull();
  await page
    .getByRole("button", { name: say(UNDO) })
    .first()
    .click();
  await line(page, row).waitFor();
  expect(await archivedAt(row)).not.toBeNull();
  await restore(page, row, say(RESTORE));
  await expect.poll(() => archivedAt(row)).toBeNull();
  await visit.see(page.url().slice(new URL(page.url()).origin.length));
  expect(await line(page, row).count()).toBe(0);

  await page.getByRole("link", { name: say(BACK) }).click();
  await page.waitForURL((url) => !url.search.includes("archived"));
  await page.getByRole("searchbox").fill(row.name);
  await line(page, row).waitFor();
  await asked("manager", "DELETE", `/v1/relations/${row.id}`);
});

const line = (page: Page, row: Row): Locator => page.locator(`.line[data-id="${row.id}"]`);

async function restore(page: Page, row: Row, name: string): Promise<void> {
  await page.getByRole("button", { name: `${name}: ${row.name}`, exact: true }).click();
  await line(page, row).waitFor({ state: "detached" });
}

const made = (): Promise<Row> =>
  asked<Row>("manager", "POST", "/v1/relations?allow_duplicate=alike+by+intent", {
    name: `Opgeborgen zq${Date.now().toString(36)}`,
    status: ["prospect"],
  });

const archivedAt = async ({ id }: Row): Promise<string | null> =>
  (await asked<Row>("manager", "GET", `/v1/relations/${id}`)).archived_at ?? null;
