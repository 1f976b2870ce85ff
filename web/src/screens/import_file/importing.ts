import { ApiProblem } from "@/api/problem.ts";
import type { Page as Rows } from "@/api/records.ts";
import { send } from "@/api/send.ts";
import { labelOf } from "@/fields/label.ts";
import { fieldOf, type Schema } from "@/fields/schema.ts";
import { w } from "./words.ts";

export type Mapped = {
  column?: string;
  to: string;
  value?: string;
  label?: string;
  values?: Record<string, string | null>;
};
export type Target = { name: string; label: string | null; required: boolean; reads: string };
export type Listed = {
  id: string;
  of: string;
  file_name: string;
  rows: number;
  job: string | null;
  created_at: string;
};
export type Import = Listed & {
  columns: string[];
  mapping: Mapped[];
  key: string | null;
  matched: string;
  unmatched: string;
  duplicates: string;
  dates: string;
  decimals: string;
  fields: Target[];
};
export type Plan = Pick<Import, "mapping" | "key" | "matched" | "unmatched" | "duplicates" | "dates" | "decimals">;
export type PreviewRow = {
  row: number;
  outcome: "create" | "update" | "unchanged" | "skip" | "refused";
  id: string | null;
  title: string;
  message: string | null;
  errors: { field: string; code: string; message: string }[];
};

export const TYPES = ["relation", "contact", "address", "product", "building", "activity"];
export const EXTERNAL = "external_ids";

const at = (id: string): string => `/v1/imports/${encodeURIComponent(id)}`;

export const listImports = (cursor?: string | null): Promise<Rows<Listed>> =>
  send("GET", "/v1/imports", { query: { limit: 25, cursor } });

export const readImport = (id: string): Promise<Import> => send("GET", at(id));

export const changePlan = (id: string, plan: Plan): Promise<Import> => send("PATCH", at(id), { body: plan });

export const previewImport = async (id: string): Promise<PreviewRow[]> =>
  (await send<{ data: PreviewRow[] }>("POST", `${at(id)}/preview`)).data;

type Upload = { upload: string; url: string; fields: Record<string, string> };

/** The file goes straight to where files are kept, by an address that is good for this one only. */
export async function sendFile(of: string, file: File): Promise<string> {
  const body = { of, file_name: file.name, size: file.size };
  const place = await send<Upload>("POST", "/v1/imports/uploads", { body });
  const form = new FormData();
  for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
  form.append("file", file);
  const answer = await fetch(place.url, { method: "POST", body: form, credentials: "omit" }).catch(() => null);
  if (!answer?.ok) throw new ApiProblem(answer?.status ?? 0, { code: "upload", detail: w("notSent") });
  return place.upload;
}

export const readFile = (of: string, upload: string, header: boolean): Promise<Import> =>
  send("POST", "/v1/imports", { body: { of, upload, header } });

const PARTS: Record<string, [field: string, of?: string][]> = {
  full_name: [["first_name"], ["last_name"]],
  street_and_number: [
    ["street", "address"],
    ["number", "address"],
  ],
};

/** What a column may become, in words: `Address: Street, House number`. */
export function targetLabel(target: Pick<Target, "name" | "label">, of: string, schema?: Schema): string {
  const own = fieldOf(schema, target.name);
  if (own?.custom) return labelOf(own); // in the reader's words, where the import has those of whoever made the field
  if (target.label) return target.label;
  const { name } = target;
  if (name === "id") return "ID";
  if (name.startsWith(`${EXTERNAL}.`)) return `${labelOf("external_id")}: ${name.slice(EXTERNAL.length + 1)}`;
  const [first = "", part] = name.split(".");
  const told = PARTS[part ?? first];
  const joined = told?.map(([field, type]) => labelOf(field, type ?? of)).join(", ");
  if (!part) return joined ?? labelOf(name, of);
  return `${labelOf(first)}: ${joined ?? (part === "purpose" ? labelOf("kind") : labelOf(part, "address"))}`;
}

/** By what records can be known again: what one record has and no other, of the columns that are mapped. */
export function keysOf(mapping: readonly Mapped[], fields: readonly Target[]): string[] {
  const known = new Set(["id", "email", "phone", "number", "chamber_number"]);
  const mapped = mapping.map((each) => each.to);
  const own = fields.filter((each) => each.name.startsWith("custom_")).map((each) => each.name);
  return [...new Set(mapped.filter((to) => known.has(to) || to.startsWith(`${EXTERNAL}.`) || own.includes(to)))];
}
