import type { Page, RecordOf } from "@/api/records.ts";
import { atEnd } from "@/api/session.ts";
import { onWritten } from "@/api/written.ts";

/** What was loaded of a list behind its first page; `head` tells which first page that was. */
export type Tail = { head: string; rows: RecordOf[]; cursor: string | null };

const KEPT = 8;
const SELECTED = "/v1/selections/";
const tails = new Map<string, Tail>();

atEnd(() => tails.clear());

/** With what the keys of the lists of a type begin: of those that were archived, and of the others. */
export const archivedOf = (plural: string): string => `/v1/${plural}/search?archived`;
export const livingOf = (plural: string): string => `/v1/${plural}/search?[`;

/** It counts while the first page is the same. */
export function tailOf(key: string, first: Page | undefined): Tail | null {
  const found = tails.get(key);
  return found && first && found.head === headOf(first) ? found : null;
}

export const headOf = (page: Page): string => `${page.data.map((each) => each.id).join(" ")} ${page.page.has_more}`;

export function keep(key: string, tail: Tail): void {
  tails.delete(key);
  tails.set(key, tail);
  if (tails.size > KEPT) tails.delete(tails.keys().next().value as string);
}

/** The rows with a record as it is now; null: without it. */
export const swapped = (rows: RecordOf[], id: string, record: RecordOf | null): RecordOf[] =>
  rows.flatMap((each) => (each.id === id ? (record ? [record] : []) : [each]));

onWritten(({ plural, id, record = null }) => {
  for (const [key, tail] of tails) {
    if (![livingOf(plural), archivedOf(plural), SELECTED].some((each) => key.startsWith(each))) continue;
    if (id === undefined || (record === null && key.startsWith(archivedOf(plural)))) tails.delete(key);
    else tail.rows = swapped(tail.rows, id, record);
  }
});
