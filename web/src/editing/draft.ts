import type { Changes, RecordOf } from "@/api/records.ts";
import { isFilledIn } from "@/fields/input.tsx";
import type { FieldDef, Schema } from "@/fields/schema.ts";
import { isBlank } from "@/fields/value.tsx";

/** What is asked first of a new record of a type, in this order; the rest is behind "more fields". */
const FIRST: Record<string, string[]> = {
  relation: [
    "kind",
    "name",
    "first_name",
    "particle",
    "last_name",
    "halves",
    "status",
    "channels",
    "addresses",
    "owner",
  ],
  contact: [
    "company",
    "person",
    "first_name",
    "particle",
    "last_name",
    "function",
    "department",
    "channels",
    "primary",
  ],
  address: ["street", "number", "addition", "postcode", "city", "country"],
  building: ["name", "kind", "addresses", "parties", "parent", "number"],
  product: ["name", "number", "kind", "unit", "price"],
  supply: ["supplier", "product", "price", "unit", "number", "preferred"],
  connection: ["link_type", "from_record", "to_record", "started_on"],
  activity: ["kind", "subject", "text", "starts_at", "ends_at", "links", "participants"],
  document: ["title", "kind", "links", "keeper", "expires_on"],
};

const OF_PEOPLE = ["first_name", "initials", "particle", "last_name", "patronymic", "title", "gender"];
const OF_COMPANIES = ["name", "chamber_number", "vat_number", "parent"];

/** What does not go with what was chosen: a person has no chamber number, a contact who is linked no typed name. */
function isMeant(type: string, name: string, values: Changes): boolean {
  if (type === "relation") {
    const kind = values.kind ?? "company";
    if (OF_PEOPLE.includes(name)) return kind === "person";
    if (name === "halves") return kind === "couple";
    return !OF_COMPANIES.includes(name) || kind === "company";
  }
  return type !== "contact" || !OF_PEOPLE.includes(name) || isBlank(values.person);
}

export type Form = { first: FieldDef[]; more: FieldDef[] };

/** Which fields a form has: those asked for, or those that are asked first and, behind them, the others. */
export function formOf(schema: Schema, values: Changes, asked?: readonly string[]): Form {
  const fields = schema.fields.filter((field) => isFilledIn(field) && isMeant(schema.type, field.name, values));
  if (asked) return { first: sorted(fields, asked), more: [] };
  const order = FIRST[schema.type];
  if (!order) return { first: fields, more: [] };
  const first = sorted(fields, order);
  const needed = fields.filter((field) => field.required && !first.includes(field));
  return {
    first: [...first, ...needed],
    more: fields.filter((field) => !first.includes(field) && !needed.includes(field)),
  };
}

function sorted(fields: FieldDef[], order: readonly string[]): FieldDef[] {
  return order.flatMap((name) => fields.filter((field) => field.name === name));
}

/** What a new record begins with: the defaults of its fields, then what was given along. */
export function fresh(schema: Schema, initial: Changes): Changes {
  const defaults = schema.fields
    .map((field) => [field.name, field.custom ? field.default : field.schema.default] as const)
    .filter(([, value]) => !isBlank(value) && value !== false);
  return { ...Object.fromEntries(defaults), ...initial };
}

/** What is sent of a new record: nothing of what is blank, nor of what does not go with what was chosen. */
export function bodyOf(schema: Schema, values: Changes): Changes {
  const told = Object.entries(values).filter(
    ([name, value]) => !isBlank(value) && isMeant(schema.type, name, values) && value !== undefined,
  );
  return Object.fromEntries(told.map(([name, value]) => [name, whole(value)]));
}

/** Rows that were added and not filled in are not sent. */
function whole(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((row) => !isEmptyRow(row)) : value;
}

function isEmptyRow(row: unknown): boolean {
  if (typeof row !== "object" || row === null) return false;
  const told = row as Record<string, unknown>;
  if ("kind" in told && "value" in told) return told.value === "";
  if ("who" in told) return (told.who as { id: string }).id === "";
  if ("party" in told && "role" in told) return (told.party as { id: string }).id === "";
  if ("purposes" in told && "address" in told) return isEmptyAddress(told.address);
  return false;
}

function isEmptyAddress(address: unknown): boolean {
  const made = (address as { new?: Record<string, unknown> }).new;
  return made !== undefined && Object.entries(made).every(([name, part]) => name === "country" || isBlank(part));
}

/** What is different from what was read. */
export function changesOf(record: RecordOf, values: Changes): Changes {
  const told = Object.entries(values).filter(([name, value]) => !same(value, record[name]));
  return Object.fromEntries(told.map(([name, value]) => [name, whole(value ?? null)]));
}

const same = (one: unknown, other: unknown): boolean =>
  (isBlank(one) && isBlank(other)) || JSON.stringify(one) === JSON.stringify(other);
