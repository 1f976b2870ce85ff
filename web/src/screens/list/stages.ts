import type { Changes, RecordOf } from "@/api/records.ts";
import type { FieldDef } from "@/fields/index.ts";

/** How a record moves from one stage to another: which may follow which, and what is asked of the API. */
export function mayFollow(field: FieldDef, from: string, to: string): boolean {
  if (from === to) return false;
  const options = field.options ?? [];
  if (!options.some((each) => each.next || each.first)) return true;
  if (from === "") {
    const first = options.filter((each) => each.first && !each.archived).map((each) => each.key);
    return first.length === 0 || first.includes(to);
  }
  const was = options.find((each) => each.key === from);
  return !was?.next || was.archived === true || was.next.includes(to);
}

const written = (field: FieldDef, key: string): unknown => {
  if (key === "") return null;
  return field.criteria?.kind === "boolean" ? key === "true" : key;
};

/** Of a field with several values the one is taken away and the other added. */
export function patchOf(field: FieldDef, from: string, to: string): Changes {
  if (!field.criteria?.many) return { [field.name]: written(field, to) };
  return { [field.name]: { ...(to ? { add: [to] } : {}), ...(from ? { remove: [from] } : {}) } };
}

export function movedTo(row: RecordOf, field: FieldDef, from: string, to: string): RecordOf {
  if (!field.criteria?.many) return { ...row, [field.name]: written(field, to) };
  const before = Array.isArray(row[field.name]) ? (row[field.name] as string[]) : [];
  const kept = before.filter((each) => each !== from && each !== to);
  return { ...row, [field.name]: to ? [...kept, to] : kept };
}
