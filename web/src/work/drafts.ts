import { atEnd } from "@/api/session.ts";
import type { Draft } from "./draft.ts";

/** What was typed and neither saved nor thrown away, by where it was begun; in memory only, and gone at sign-out. */
const kept = new Map<string, Draft>();
const MOST = 20;

atEnd(() => kept.clear());

export const keptDraft = (place: string): Draft | null => kept.get(place) ?? null;

export function keepDraft(place: string, draft: Draft): void {
  kept.delete(place);
  kept.set(place, draft);
  if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
}

export function dropDraft(place: string): void {
  kept.delete(place);
}
