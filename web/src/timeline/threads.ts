import { dayKey, today } from "@/words/format.ts";
import { isOpen, type Row } from "@/work/types.ts";

/** A row with what was said of it below it, and for a mail the earlier messages of its conversation. */
export type Thread = { row: Row; replies: Row[]; earlier: Row[] };
export type Day = { key: string; threads: Thread[] };

/** Answers stand below what they answer, as far as that is on the page; messages below the newest one. */
export function threadsOf(rows: readonly Row[]): Thread[] {
  const made = new Map<string, Thread>();
  const newest = new Map<string, Thread>();
  const here = new Set(rows.map((row) => row.id));
  for (const row of rows) {
    if (row.parent && row.kind === "note" && here.has(row.parent.id)) continue;
    const above = row.mail && row.conversation ? newest.get(row.conversation) : undefined;
    if (above) {
      above.earlier.push(row);
      continue;
    }
    const thread = { row, replies: [], earlier: [] };
    made.set(row.id, thread);
    if (row.mail && row.conversation) newest.set(row.conversation, thread);
  }
  for (const row of rows) {
    if (row.kind === "note" && row.parent && !made.has(row.id)) place(made, row, row.parent.id);
  }
  return [...made.values()];
}

function place(made: Map<string, Thread>, row: Row, parent: string): void {
  const found = made.get(parent) ?? [...made.values()].find((each) => within(each, parent));
  if (found) found.replies.unshift(row);
  else made.set(row.id, { row, replies: [], earlier: [] });
}

const within = (thread: Thread, id: string): boolean =>
  [...thread.earlier, ...thread.replies].some((row) => row.id === id);

export const PLANNED = "planned";
export const UNDATED = "undated";

/** By day, in the order they come in; what is still to come stands together at the top. */
export function daysOf(threads: readonly Thread[]): Day[] {
  const now = today();
  const days = new Map<string, Thread[]>();
  for (const thread of threads) {
    const key = dayOf(thread.row, now);
    days.set(key, [...(days.get(key) ?? []), thread]);
  }
  return [...days].map(([key, all]) => ({ key, threads: all }));
}

function dayOf(row: Row, now: string): string {
  const at = row.at ?? "";
  if (at.length < 10 || at.startsWith("9999")) return UNDATED;
  const key = dayKey(at);
  return key > now || (isOpen(row) && key >= now) ? PLANNED : key;
}
