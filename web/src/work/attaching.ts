import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { sendTo, toThem } from "@/documents/record_uploads.ts";
import { refusalOf } from "@/documents/refusal.ts";
import { offline } from "@/offline/network.ts";
import { say } from "@/shared/toast.tsx";
import { useUnfinished } from "@/shared/unfinished.ts";
import { c } from "./composer_words.ts";
import type { Draft } from "./draft.ts";
import { Drafts } from "./drafts.ts";
import type { Kind } from "./kinds.ts";
import type { Activity } from "./types.ts";

/** A file that goes with what is written, or why it cannot. */
export type Held = { key: number; file: File; why: string | null };
export type Seen = "shared" | "internal";
export type Going = { n: number; action: ReturnType<typeof toThem> };
export type Attached = ReturnType<typeof useAttached>;

const MOST_LINKS = 20;
const PARTY = /^(rel|con)_/;
const kept = new Drafts<readonly Held[]>();
let last = 0;

/** Files that go with a new activity: they are sent once it is there, since what waits for a connection keeps none. */
export function useAttached(place: string) {
  const before = useMemo(() => kept.kept(place) ?? [], []);
  const [files, setFiles] = useState<readonly Held[]>(before);
  const latest = useRef(files);
  latest.current = files;
  useUnfinished(files.length > 0);
  useLayoutEffect(
    () => () => {
      if (latest.current.length > 0) kept.keep(place, latest.current);
      else kept.drop(place);
    },
    [],
  );
  const become = (now: readonly Held[]) => {
    latest.current = now;
    setFiles(now);
  };
  return {
    files,
    restored: before.length > 0,
    add: (given: readonly File[]) => {
      if (offline.peek()) say(c("filesOffline"), { tone: "bad" });
      else become([...latest.current, ...given.map(held)]);
    },
    drop: (key: number) => become(latest.current.filter((each) => each.key !== key)),
    clear: () => become([]),
    faults: (): Record<string, string> => (files.some(({ why }) => why) ? { files: c("filesRefused") } : {}),
    /** They become documents about the activity, and about what that is about; seen by no more than it is. Gives how
     * many there are, and the way to where they arrive; null where there are none. */
    send: (made: Activity, draft: Draft, seen: Seen): Going | null => {
      const going = latest.current.map(({ file }) => file);
      if (going.length === 0) return null;
      become([]);
      kept.drop(place); // where it was closed before the answer came
      const about = draft.links.map(({ value }) => value);
      const visibility = made.visibility === "shared" ? seen : "internal";
      const where = about.find((each) => PARTY.test(each)) ?? made.id;
      const links = [...new Set([made.id, where, ...about])].slice(0, MOST_LINKS);
      sendTo(where, going, { links, visibility });
      return { n: going.length, action: toThem(where) };
    },
  };
}

const held = (file: File): Held => {
  last += 1;
  return { key: last, file, why: refusalOf(file) };
};

export const mayAttach = (): boolean => may("document.create");

/** Who will see the files: what is not surely shared is internal. The part of another may be hidden with that, while a
 * document, which stands by itself, would not. */
export function seenBy({ kind, visibility, parent }: Draft, kinds: readonly Kind[]): Seen {
  const usual = parent ? "internal" : kinds.find(({ key }) => key === kind)?.visibility;
  const wanted = visibility || usual;
  return wanted === "shared" && may("document.publish") ? "shared" : "internal";
}
