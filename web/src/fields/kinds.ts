import type { FieldDef, JsonSchema } from "./schema.ts";

/** How a field is shown and filled in. */
export type FieldKind =
  | "text"
  | "long_text"
  | "html"
  | "number"
  | "money"
  | "price"
  | "date"
  | "datetime"
  | "boolean"
  | "choice"
  | "choices"
  | "country"
  | "link"
  | "links"
  | "phone"
  | "email"
  | "url"
  | "code"
  | "codes"
  | "channels"
  | "addresses"
  | "halves"
  | "participants"
  | "parties"
  | "access"
  | "external_ids"
  | "coordinates"
  | "salutation"
  | "touch"
  | "lines"
  | "other";

const NAMED: Record<string, FieldKind> = {
  country: "country",
  external_ids: "external_ids",
  missing: "lines",
  malformed: "lines",
  lines: "lines",
  "activity.kind": "choice",
  "activity.text": "html",
  "activity.done_by": "link",
  "mail_template.html": "html",
  "launch_link.url": "url",
};

const SHAPES: Record<string, FieldKind> = {
  KnownLink: "link",
  Coordinates: "coordinates",
  Price: "price",
  Salutation: "salutation",
  LastTouch: "touch",
};

const LISTS: Record<string, FieldKind> = {
  Member: "links",
  KnownLink: "links",
  KnownChannel: "channels",
  ReachedBy: "channels",
  KnownUse: "addresses",
  LocatedAt: "addresses",
  KnownHalf: "halves",
  KnownParticipant: "participants",
  KnownParty: "parties",
  KnownAccess: "access",
};

export function kindOf(field: FieldDef): FieldKind {
  if (field.custom) return field.kind as FieldKind;
  const named = NAMED[`${field.of}.${field.name}`] ?? NAMED[field.name];
  return named ?? shaped(bare(field.schema), field.schema.description ?? "");
}

/** Without the null that fields may be. */
export function bare(schema: JsonSchema): JsonSchema {
  return schema.anyOf?.find((each) => each.type !== "null") ?? schema;
}

function shaped(schema: JsonSchema, description: string): FieldKind {
  if (schema.$ref) return SHAPES[last(schema.$ref)] ?? "other";
  if (schema.enum) return "choice";
  if (schema.type === "array") return listed(schema.items ?? {});
  if (schema.type === "boolean") return "boolean";
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (schema.type !== "string") return "other";
  if (schema.maxLength === 10 || schema.format === "date") return "date";
  if (schema.format === "date-time" || /^with its zone/.test(schema.description ?? description)) return "datetime";
  return (schema.maxLength ?? 0) > 500 ? "long_text" : "text";
}

function listed(items: JsonSchema): FieldKind {
  if (items.$ref) return LISTS[last(items.$ref)] ?? "other";
  if (items.enum) return "choices";
  return items.type === "string" ? "lines" : "other";
}

const last = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

/** The types of record that a link leads to; none: any. */
const TARGETS: Record<string, string[]> = {
  owner: ["user", "team"],
  co_owners: ["user", "team"],
  assignees: ["user", "team"],
  assigned: ["relation", "contact", "user"],
  keeper: ["user"],
  user: ["user"],
  members: ["user"],
  shared_with: ["user", "team", "role"],
  company: ["relation"],
  person: ["relation"],
  supplier: ["relation"],
  relation: ["relation"],
  relations: ["relation"],
  reached: ["relation"],
  contact: ["contact"],
  party: ["relation", "contact"],
  parties: ["relation", "contact"],
  product: ["product"],
  evidence: ["document", "activity"],
  selection: ["selection"],
  table: ["code_table"],
  profiles: ["profile"],
  roles: ["role"],
  may_add_options: ["role", "team"],
  done_by: ["user"],
};

export function targetsOf(field: FieldDef): string[] {
  if (field.to) return field.to;
  if (field.name === "parent" || field.name === "one" || field.name === "other") return field.of ? [field.of] : [];
  return TARGETS[field.name] ?? [];
}

/** Those that are one block of a form and not one line. */
export const isBlock = (kind: FieldKind): boolean =>
  [
    "long_text",
    "html",
    "channels",
    "addresses",
    "halves",
    "participants",
    "parties",
    "access",
    "external_ids",
  ].includes(kind);
