import { api, got, type Schemas } from "@/api/client.ts";
import { ApiProblem } from "@/api/problem.ts";
import { labelOf } from "@/fields/label.ts";
import { fieldOf, type Schema } from "@/fields/schema.ts";
import { w } from "./words.ts";

export type Mapped = Schemas["MappedColumn"];
export type Target = Schemas["ImportField"];
export type Plan = { [Part in keyof Told]-?: NonNullable<Told[Part]> } & { key: string | null };
type Told = Omit<Schemas["PlanChange"], "key">;
export type Import = Omit<Schemas["Import"], keyof Plan> & Plan;
export type PreviewRow = Schemas["PreviewRow"];

export const TYPES = ["relation", "contact", "address", "product", "building", "activity"];
export const EXTERNAL = "external_ids";

const the = (id: string) => ({ path: { id } });

export const listImports = (): Promise<Schemas["ImportPage"]> =>
  got(api.GET("/v1/imports", { params: { query: { limit: 25 } } }));

/** The API says of its plan what it takes as one, and describes that when it is changed. */
const planned = async (told: Promise<Schemas["Import"]>): Promise<Import> => (await told) as Import;

export const readImport = (id: string): Promise<Import> =>
  planned(got(api.GET("/v1/imports/{id}", { params: the(id) })));

export const changePlan = (id: string, plan: Plan): Promise<Import> =>
  planned(got(api.PATCH("/v1/imports/{id}", { params: the(id), body: plan })));

export const previewImport = async (id: string): Promise<PreviewRow[]> =>
  (await got(api.POST("/v1/imports/{id}/preview", { params: the(id) }))).data;

/** The file goes straight to where files are kept, by an address that is good for this one only. */
export async function sendFile(of: string, file: File): Promise<string> {
  const body = { of, file_name: file.name, size: file.size };
  const place = await got(api.POST("/v1/imports/uploads", { body }));
  const form = new FormData();
  for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
  form.append("file", file);
  const answer = await fetch(place.url, { method: "POST", body: form, credentials: "omit" }).catch(() => null);
  if (!answer?.ok) throw new ApiProblem(answer?.status ?? 0, { code: "upload", detail: w("notSent") });
  return place.upload;
}

export const readFile = (of: string, upload: string, header: boolean): Promise<Import> =>
  planned(got(api.POST("/v1/imports", { body: { of, upload, header } })));

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
