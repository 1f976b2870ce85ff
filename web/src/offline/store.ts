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

export const put = (store: Store, value: { key: string }): Promise<unknown> =>
  within(store, "readwrite", (kept) => kept.put(value));

export const drop = (store: Store, key: string): Promise<unknown> =>
  within(store, "readwrite", (kept) => kept.delete(key));

export const clear = (store: Store): Promise<unknown> => within(store, "readwrite", (kept) => kept.clear());
