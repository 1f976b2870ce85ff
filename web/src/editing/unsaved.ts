import type { Changes, RecordOf } from "@/api/records.ts";
import { atEnd } from "@/api/session.ts";

/** What was typed in a form that was closed without saving, while the app is open: the same form has it again. */
const kept = new Map<string, Changes>();
const MOST = 20;

atEnd(() => kept.clear());

export const keyOf = (type: string, record: RecordOf | undefined, initial: Changes): string =>
  record ? `${record.id} ${record.version}` : `${type} ${JSON.stringify(initial)}`;

export const unsaved = (key: string): Changes | undefined => kept.get(key);

export function keep(key: string, values: Changes): void {
  kept.set(key, values);
  if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
}

export const drop = (key: string): void => void kept.delete(key);
