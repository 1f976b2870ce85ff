import type { RecordOf } from "@/api/records.ts";
import type { FieldDef } from "@/fields/index.ts";
import { w } from "./words.ts";

/** What a row is called; something can always be read and pressed. */
export function nameOf(row: RecordOf, title: FieldDef): string {
  const told = [row[title.name], row.display_name, row.title, row.subject, row.name, row.number, row.id];
  const found = told.find((each) => (typeof each === "string" && each.trim()) || typeof each === "number");
  return found === undefined ? w("unnamed") : String(found);
}

export const valueIn = (row: RecordOf, field: FieldDef): unknown => row[field.name];

/** The values that a row has of a field by which rows are put together; none is "". */
export function groupsOf(row: RecordOf, field: FieldDef): string[] {
  const value = row[field.name];
  const all = (Array.isArray(value) ? value : [value]).filter(
    (each) => each !== null && each !== undefined && each !== "",
  );
  return all.length === 0 ? [field.criteria?.kind === "boolean" ? "false" : ""] : all.map(String);
}
