import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { atEnd, me } from "@/api/session.ts";
import { get, put } from "@/offline/store.ts";

/** What was opened last on this device; gone with everything else at sign-out. */
export type Recent = { id: string; type: string; title: string; place: string };
type Kept = { key: "recent"; user: string; list: Recent[] };

const MOST = 8;
const LOOKED_AT = 1_500;
const TYPES: Record<string, string> = {
  relations: "relation",
  contacts: "contact",
  addresses: "address",
  activities: "activity",
  documents: "document",
  buildings: "building",
  products: "product",
};
const recents = signal<readonly Recent[]>([]);

atEnd(() => {
  recents.value = [];
});

export const recent = (): readonly Recent[] => recents.value;

export async function readRecent(): Promise<void> {
  const kept = await get<Kept>("who", "recent");
  recents.value = kept && kept.user === me.peek()?.id ? kept.list : [];
}

export function opened({ id, type, title, place }: Recent): void {
  const before = recents.peek().find((each) => each.id === id);
  const now = { id, type, title, place: place || (before?.place ?? "") };
  const list = [now, ...recents.peek().filter((each) => each.id !== id)].slice(0, MOST);
  recents.value = list;
  put("who", { key: "recent", user: me.peek()?.id ?? "", list } as Kept).catch(() => undefined); // a convenience, as far as there is room
}

/** A record that somebody stays with is one that they may come back to. */
export function useRecent(path: string): void {
  useEffect(() => void readRecent().catch(() => undefined), []);
  useEffect(() => {
    const at = /^\/(\w+)\/([a-z]{3}_\w+)$/.exec(path);
    const type = TYPES[at?.[1] ?? ""];
    if (!at || !type) return;
    const timer = setTimeout(() => {
      const title = document.querySelector("main h1")?.textContent?.trim();
      if (title && !document.querySelector("main .error-note")) opened({ id: at[2] ?? "", type, title, place: "" });
    }, LOOKED_AT);
    return () => clearTimeout(timer);
  }, [path]);
}
