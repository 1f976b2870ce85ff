import type { RecordOf } from "./records.ts";

/** What was written here: one record of a type as it is now (null: it was archived), or (no id) any of them. */
export type Written = { plural: string; id?: string; record?: RecordOf | null };

const listeners = new Set<(written: Written) => void>();

/** Whoever keeps records beside `useQuery` is told of what was written, so that nothing older is shown of it. */
export function onWritten(listener: (written: Written) => void): void {
  listeners.add(listener);
}

export function wrote(written: Written): void {
  for (const listener of listeners) listener(written);
}
