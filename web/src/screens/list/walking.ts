import { useState } from "preact/hooks";
import { atEnd } from "@/api/session.ts";
import type { Entry } from "./entries.ts";

/** The row that the keys walked to: by its id, and where it stood when it was last found. */
type At = { id: string; nth: number };

const walked = new Map<string, At>();

atEnd(() => walked.clear());

/** Which row of a list the keys are at; -1: nobody walked there yet. It is the same one when one comes back to the list. */
export function useWalked(key: string, entries: readonly Entry[]) {
  const [, changed] = useState(0);
  const nth = placeOf(walked.get(key), entries);
  const walkTo = (id: string, to: number) => {
    if (id === walked.get(key)?.id) return;
    walked.set(key, { id, nth: to });
    changed((count) => count + 1);
  };
  return { nth, walkTo };
}

/** Looked for only where it moved: a list may have very many rows, and is drawn anew while it scrolls. */
function placeOf(at: At | undefined, entries: readonly Entry[]): number {
  if (!at) return -1;
  if (entries[at.nth]?.id !== at.id) at.nth = entries.findIndex((each) => each.id === at.id);
  return at.nth;
}
