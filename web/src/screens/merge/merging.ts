import { api, got, type Schemas } from "@/api/client.ts";
import { inOneLine, nameOf } from "@/fields/value_parts.tsx";

export type FieldOfMerge = Schemas["FieldOfMerge"];
export type Preview = Schemas["MergePreview"];
export type MergeJob = Schemas["MergeJob"];
export type Wanted = { plural: string; survivor: string; sources: string[]; choices: Record<string, string> };

const PATHS = {
  relations: "/v1/relations/{id}/merge",
  contacts: "/v1/contacts/{id}/merge",
  addresses: "/v1/addresses/{id}/merge",
} as const;

function ask({ plural, survivor, sources, choices }: Wanted, preview: boolean, key?: string) {
  const params = { path: { id: survivor }, header: { "Idempotency-Key": key } };
  return got(api.POST(PATHS[plural as keyof typeof PATHS], { params, body: { sources, choices, preview } }));
}

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
