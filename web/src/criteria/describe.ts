import type { Schema } from "@/fields/schema.ts";
import { plain } from "@/fields/type_name.ts";
import { common } from "@/shared/words.ts";
import { day, moment, number } from "@/words/format.ts";
import { named } from "@/words/words.ts";
import { type Asked, askedOf } from "./asked.ts";
import { shown } from "./operand.tsx";
import { operatorLabel, shapeOf } from "./operators.ts";
import { type Condition, type Criteria, type Group, groupOf, type Item, isGroup, type Relative } from "./tree.ts";
import { op, w } from "./words.ts";

/** Criteria in words: `Status has any of Customer and Last contact is before 3 months ago`. What it names by an id is
 * asked for, and the words change when it is known. */
export function describe(criteria: Criteria | null | undefined, schema: Schema): string {
  const group = groupOf(criteria);
  if (group.items.length === 0) return w("everything");
  const fields = new Map(askedOf(schema).map((each) => [each.name, each]));
  return grouped(group, fields, true);
}

type Known = Map<string, Asked>;

function grouped(group: Group, fields: Known, isTop: boolean): string {
  const parts = group.items.map((item) => itemIn(item, fields, isTop && group.items.length === 1));
  const joined = parts.join(` ${w(group.join === "all" || group.join === "notAll" ? "and" : "or")} `);
  if (group.join === "none" || group.join === "notAll") return `${w("not")} (${joined})`;
  return isTop || parts.length === 1 ? joined : `(${joined})`;
}

const itemIn = (item: Item, fields: Known, isTop: boolean): string =>
  isGroup(item) ? grouped(item, fields, isTop) : condition(item, fields.get(item.field));

function condition({ field, op: key, value }: Condition, asked: Asked | undefined): string {
  if (!asked) return [plain(field), op(key), plainly(value)].filter(Boolean).join(" ");
  const told = [asked.label, operatorLabel(key, asked.kind)];
  const shape = shapeOf(key);
  if (shape === "none") return told.join(" ");
  const values = (Array.isArray(value) ? value : [value]).map((each) => operand(each, key, asked));
  return [...told, values.join(shape === "pair" ? ` ${w("and")} ` : ", ")].join(" ");
}

const plainly = (value: unknown): string =>
  value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

function operand(value: unknown, key: string, asked: Asked): string {
  if (key === "in_band") {
    const band = asked.field.bands?.find((each) => each.key === value);
    return band ? named(band.names, band.name) : String(value);
  }
  if (value === "@today") return w("today").toLocaleLowerCase();
  if (typeof value === "boolean") return common(value ? "yes" : "no").toLocaleLowerCase();
  if (typeof value === "number") return number(value);
  if (typeof value === "object" && value !== null) return relative(value as Relative);
  const text = String(value ?? "");
  if (asked.kind === "date") return day(text);
  if (asked.kind === "datetime") return moment(text);
  if (asked.kind === "link" || asked.kind === "choice") return shown(asked, text);
  return asked.kind === "text" ? `“${text}”` : text;
}

const LAST = { days: "lastDays", weeks: "lastWeeks", months: "lastMonths", years: "lastYears" } as const;
const NEXT = { days: "nextDays", weeks: "nextWeeks", months: "nextMonths", years: "nextYears" } as const;

function relative(value: Relative): string {
  return "last" in value ? w(LAST[value.unit], { n: value.last }) : w(NEXT[value.unit], { n: value.next });
}
