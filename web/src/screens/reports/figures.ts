import { type Asked, askedOf } from "@/criteria/index.ts";
import { labelOf, optionLabel, type Schema, typeName } from "@/fields/index.ts";
import { both } from "@/screens/list/asking.ts";
import { placeOf } from "@/screens/list/place.ts";
import { addressOf, type Criteria } from "@/screens/list/state.ts";
import { money, number } from "@/words/format.ts";
import { filled, periodName, rangeOf } from "./period.ts";
import type { By, Group, Made, MadeRow, Measure, Report } from "./report.ts";
import { w } from "./words.ts";

/** What can be put together by, and summed: the fields of a type that a report may ask of. */
const IN_TIME = ["date", "datetime"];
const FITS = ["choice", "link", "tree", "boolean", ...IN_TIME];

export type Dimension = { name: string; label: string; inTime: boolean };

export function dimensionsOf(schema: Schema): Dimension[] {
  const told = askedOf(schema)
    .filter((each) => FITS.includes(each.kind) || Boolean(each.field.bands?.length))
    .map((each) => ({ name: each.name, label: each.label, inTime: IN_TIME.includes(each.kind) }));
  const isThere = told.some((each) => each.name === "created_at");
  return isThere ? told : [...told, { name: "created_at", label: labelOf("created_at", schema.type), inTime: true }];
}

export const numbersOf = (schema: Schema): Asked[] => askedOf(schema).filter((each) => each.kind === "number");

export function dimensionName(schema: Schema, by: By): string {
  const name = labelOf(schema.fields.find((field) => field.name === by.field) ?? by.field, schema.type);
  return by.every ? `${name} (${w(by.every)})` : name;
}

export function measureName(schema: Schema, measure: Measure): string {
  if (measure.take === "count") return w("count");
  const field = schema.fields.find((each) => each.name === measure.field) ?? measure.field ?? "";
  return w(measure.take, { field: labelOf(field, schema.type) });
}

/** What a group is called: in the reader's words where the API knows a key only. */
export function groupName(schema: Schema, by: By, group: Group): string {
  if (group.kind === "none") return w("none");
  if (group.kind === "not_shown") return w("notShown");
  const key = group.key ?? "";
  if (by.every) return periodName(key, by.every);
  const field = schema.fields.find((each) => each.name === by.field);
  const isDeclared = group.title === key && !field?.custom;
  return isDeclared ? optionLabel(field ?? by.field, key, schema.type) : group.title;
}

export function figureText(value: string | null | undefined, currency: string | null): string {
  if (value === null || value === undefined) return "–";
  return currency ? money({ amount: value, currency }) : number(value);
}

export const countText = (schema: Schema, made: Made): string => typeName(schema.type, made.count);

/** Rows by the first dimension, columns by the second: for a chart, and for a table of one measure. */
export type Crossed = {
  rows: Group[];
  columns: Group[];
  at: (row: number, column: number) => MadeRow | undefined;
};

export function crossed(made: Made, by: readonly By[]): Crossed {
  const rows = withGaps(distinct(made.rows.map((row) => row.groups[0])), by[0]);
  const columns = distinct(made.rows.map((row) => row.groups[1]));
  const found = new Map(made.rows.map((row) => [row.groups.map(keyOf).join("\u0000"), row]));
  const key = (row: number, column: number) =>
    [rows[row], ...(columns.length > 0 ? [columns[column]] : [])].map((group) => group && keyOf(group)).join("\u0000");
  return { rows, columns, at: (row, column) => found.get(key(row, column)) };
}

/** Over time also the periods in which there was nothing. */
function withGaps(groups: Group[], by: By | undefined): Group[] {
  if (!by?.every) return groups;
  const known = groups.filter((group) => group.kind === "value");
  const all = filled(
    known.map((group) => group.key ?? ""),
    by.every,
  );
  const rest = groups.filter((group) => group.kind !== "value");
  return [...all.map((key): Group => ({ kind: "value", key, title: key })), ...rest];
}

const keyOf = (group: Group): string => `${group.kind} ${group.key ?? ""}`;

function distinct(groups: (Group | undefined)[]): Group[] {
  const seen = new Map<string, Group>();
  for (const group of groups) if (group && !seen.has(keyOf(group))) seen.set(keyOf(group), group);
  return [...seen.values()];
}

/** The list of those that a figure is of; null where criteria cannot say it. */
export function listOf(
  schema: Schema,
  report: Report,
  among: Criteria | null,
  groups: readonly Group[],
): string | null {
  const fields = new Map(askedOf(schema).map((each) => [each.name, each]));
  const parts = groups.map((group, at) => conditionOf(report.by[at] as By, group, fields));
  if (parts.some((part) => part === null)) return null;
  const told = both(among, ...(parts as Criteria[]));
  return addressOf(placeOf(schema.type), { criteria: told, group: null });
}

function conditionOf(by: By, group: Group, fields: Map<string, Asked>): Criteria | null {
  const asked = fields.get(by.field);
  if (!asked || group.kind === "not_shown") return null;
  if (group.kind === "none") return { field: by.field, op: "missing" };
  const key = group.key ?? "";
  if (by.every) {
    const range = rangeOf(key, by.every);
    return range && { field: by.field, op: "between", value: range };
  }
  if (asked.kind === "number") return { field: by.field, op: "in_band", value: [key] };
  if (asked.kind === "boolean") return { field: by.field, op: "eq", value: key === "true" };
  return asked.many ? { field: by.field, op: "has_any", value: [key] } : { field: by.field, op: "eq", value: key };
}
