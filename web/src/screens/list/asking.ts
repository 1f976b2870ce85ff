import type { FieldDef, Schema } from "@/fields/index.ts";
import type { Criteria } from "./state.ts";

/** Criteria put together and taken apart; see docs of POST /v1/relations/search for the language. */
export const ALL: Criteria = { all: [] };
const FIRST = ["name", "title", "subject", "city", "number", "street", "postcode", "function", "file_name"];
const MOST_FIELDS = 5;
const MOST_WORDS = 3;

export const isNone = (criteria: Criteria | null | undefined): boolean =>
  !criteria || (Array.isArray(criteria.all) && criteria.all.length === 0);

/** All of these must be met. */
export function both(...given: (Criteria | null | undefined)[]): Criteria {
  const parts = given.flatMap((each) => (isNone(each) ? [] : conditions(each as Criteria)));
  return parts.length === 1 ? (parts[0] as Criteria) : { all: parts };
}

/** What must all be met at the top. */
export function conditions(criteria: Criteria | null | undefined): Criteria[] {
  if (isNone(criteria)) return [];
  return Array.isArray(criteria?.all) ? (criteria.all as Criteria[]) : [criteria as Criteria];
}

/** Each word in one of the texts of the type that can be asked for. */
export function textCriteria(schema: Schema, text: string): Criteria | null {
  const names = textFields(schema);
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0 || names.length === 0) return null;
  return both(...words.map((word) => anyOf(names.map((field) => ({ field, op: "contains", value: word })))));
}

const anyOf = (parts: Criteria[]): Criteria => (parts.length === 1 ? (parts[0] as Criteria) : { any: parts });

function textFields(schema: Schema): string[] {
  const known = schema.fields.filter((field) => field.criteria?.kind === "text").map((field) => field.name);
  const first = FIRST.filter((name) => known.includes(name));
  return [...first, ...known.filter((name) => !first.includes(name))].slice(0, MOST_FIELDS);
}

/** What can be chosen quickly: what lists are fast by. */
export function facetsOf(schema: Schema): FieldDef[] {
  return schema.fields.filter(
    (field) =>
      field.criteria?.indexed &&
      (field.name === "owner" ||
        field.criteria.kind === "boolean" ||
        (field.criteria.kind === "choice" && hasOptions(field))),
  );
}

/** By what rows can be put together: what has few values, known beforehand. */
export function groupable(schema: Schema): FieldDef[] {
  return schema.fields.filter(
    (field) => field.criteria?.kind === "boolean" || (field.criteria?.kind === "choice" && hasOptions(field)),
  );
}

function hasOptions(field: FieldDef): boolean {
  const told = [field.schema, ...(field.schema.anyOf ?? [])];
  return Boolean(field.options?.length) || told.some((each) => each.enum ?? each.items?.enum);
}

/** The values of a facet that are chosen, where the criteria say so at their top. */
export function chosenOf(criteria: Criteria | null | undefined, field: string): unknown[] {
  const found = conditions(criteria).find((each) => isFacet(each, field));
  if (!found) return [];
  return Array.isArray(found.value) ? found.value : [found.value];
}

function isFacet(condition: Criteria, field: string): boolean {
  return condition.field === field && ["in", "has_any", "eq"].includes(String(condition.op));
}

/** The criteria with these values of a facet in place of those it had. */
export function choosing(criteria: Criteria | null | undefined, field: FieldDef, values: unknown[]): Criteria | null {
  const others = conditions(criteria).filter((each) => !isFacet(each, field.name));
  const all = values.length === 0 ? others : [...others, having(field, values)];
  return all.length === 0 ? null : { all };
}

export function having(field: FieldDef, values: unknown[]): Criteria {
  if (values.length === 1 && !field.criteria?.many) return { field: field.name, op: "eq", value: values[0] };
  return { field: field.name, op: field.criteria?.many ? "has_any" : "in", value: values };
}

export const without = (field: FieldDef): Criteria => ({ field: field.name, op: "missing" });

/** What no facet shows: it is told in words. */
export function restOf(criteria: Criteria | null | undefined, facets: readonly FieldDef[]): Criteria[] {
  return conditions(criteria).filter((each) => !facets.some((field) => isFacet(each, field.name)));
}
