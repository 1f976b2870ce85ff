import type { Page } from "playwright-core";
import { expect } from "vitest";

/** All that this app keeps on the device, as text: databases, storages, and the addresses in its caches. */
export function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const rows: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const asked = indexedDB.open(name ?? "");
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        rows.push(await new Promise((done) => (all.onsuccess = () => done(all.result))));
      }
      database.close();
    }
    for (const name of await caches.keys())
      rows.push((await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname));
    return JSON.stringify(rows);
  });
}

/** The files of the app are on the device, and the page is served by them. */
export async function shellIsKept(page: Page): Promise<void> {
  const isKept = () =>
    page.evaluate(async () => navigator.serviceWorker.controller !== null && Boolean(await caches.match("/")));
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
}
