/** The database of this device: answers that were seen, who saw them, and activities that wait to be sent. */
export type Store = "seen" | "who" | "waiting";
const NAME = "relata";
const VERSION = 1;

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const made = asked.result;
      made.createObjectStore("seen", { keyPath: "key" }).createIndex("at", "at");
      made.createObjectStore("who", { keyPath: "key" });
      made.createObjectStore("waiting", { keyPath: "key" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => {
      opened = null;
      reject(asked.error);
    };
  });
  return opened;
}

/** One transaction; what the request gives when the transaction is over. */
export async function within<T>(
  store: Store,
  mode: IDBTransactionMode,
  work: (kept: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const doing = (await database()).transaction(store, mode);
  const asked = work(doing.objectStore(store));
  return new Promise((resolve, reject) => {
    doing.oncomplete = () => resolve(asked?.result);
    doing.onabort = () => reject(doing.error);
  });
}

export const get = <T>(store: Store, key: string): Promise<T | undefined> =>
  within<T>(store, "readonly", (kept) => kept.get(key) as IDBRequest<T>);

export const all = async <T>(store: Store): Promise<T[]> =>
  (await within<T[]>(store, "readonly", (kept) => kept.getAll() as IDBRequest<T[]>)) ?? [];

export const put = <T extends { key: string }>(store: Store, value: T): Promise<unknown> =>
  within(store, "readwrite", (kept) => kept.put(value));

/** What is there becomes what `change` makes of it; nothing comes where nothing is any more. */
export const putAgain = <T extends { key: string }>(
  store: Store,
  key: string,
  change: (found: T) => T,
): Promise<unknown> =>
  within(store, "readwrite", (kept) => {
    const asked: IDBRequest<T | undefined> = kept.get(key);
    asked.onsuccess = () => {
      if (asked.result) kept.put(change(asked.result));
    };
    return undefined;
  });

/** Only keys are read; what goes is what has the lowest `at`. */
export const keepNewest = (store: "seen", most: number): Promise<unknown> =>
  within(store, "readwrite", (kept) => {
    const counted = kept.count();
    counted.onsuccess = () => {
      let surplus = counted.result - most;
      if (surplus <= 0) return;
      const walked = kept.index("at").openKeyCursor();
      walked.onsuccess = () => {
        const here = walked.result;
        if (!here || surplus <= 0) return;
        surplus -= 1;
        kept.delete(here.primaryKey);
        here.continue();
      };
    };
    return undefined;
  });

export const drop = (store: Store, key: string): Promise<unknown> =>
  within(store, "readwrite", (kept) => kept.delete(key));

export const clear = (store: Store): Promise<unknown> => within(store, "readwrite", (kept) => kept.clear());
