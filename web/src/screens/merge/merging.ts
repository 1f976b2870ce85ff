import type { RecordOf } from "@/api/records.ts";
import { send } from "@/api/send.ts";
import { inOneLine, nameOf } from "@/fields/value_parts.tsx";

export type FieldOfMerge = { field: string; values: Record<string, unknown>; conflict: boolean; chosen: string | null };
export type Obstacle = { code: string; message: string; records: string[] };
export type Preview = {
  record: RecordOf | null;
  errors: { field: string; code: string; message: string }[];
  fields: FieldOfMerge[];
  references: Record<string, number>;
  outsiders: number;
  obstacles: Obstacle[];
};
export type MergeJob = { id: string; state: string; found: number; undo_until: string };
export type Wanted = { plural: string; survivor: string; sources: string[]; choices: Record<string, string> };

type Answer = { job: MergeJob | null; preview: Preview | null };

const ask = ({ plural, survivor, sources, choices }: Wanted, preview: boolean, key?: string): Promise<Answer> =>
  send("POST", `/v1/${plural}/${survivor}/merge`, { body: { sources, choices, preview }, ...(key ? { key } : {}) });

export const previewOf = async (wanted: Wanted): Promise<Preview> => (await ask(wanted, true)).preview as Preview;

export const merge = async (wanted: Wanted, key: string): Promise<MergeJob> =>
  (await ask(wanted, false, key)).job as MergeJob;

/** What each is called, by what the preview tells of them. */
export function nameIn(preview: Preview, id: string): string {
  const told = Object.fromEntries(preview.fields.map((each) => [each.field, each.values[id]]));
  const typed = (told.name as string) || (told.title as string) || nameOf(told);
  const person = (told.person as { title?: string } | undefined)?.title;
  return typed || person || inOneLine(told) || `…${id.slice(-6)}`;
}

/** Whose value is taken where nobody chose: that of the one that stays, else the first that has any. */
export function takenFrom(values: FieldOfMerge["values"], chosen: string | null, ids: readonly string[]): string {
  return chosen ?? ids.find((id) => id in values) ?? ids[0] ?? "";
}
