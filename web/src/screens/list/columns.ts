import { prefer, preferred } from "@/api/preferences.ts";
import { type FieldDef, kindOf, type Schema } from "@/fields/index.ts";
import { language } from "@/words/language.ts";

/** Which fields are shown, in which order and how wide. A view says so, else what the reader prefers for the type. */
export type Preferred = { columns?: string[]; widths?: Record<string, number> };

const TITLES = ["display_name", "title", "subject", "name", "code"];
const USUAL: Record<string, string[]> = {
  relation: ["city", "status", "owner", "last_touch", "completeness"],
  contact: ["company", "function", "channels", "owner"],
  address: ["postcode", "city", "country"],
  activity: ["kind", "links", "assignees", "starts_at", "due_on"],
  document: ["kind", "links", "visibility", "expires_on", "updated_at"],
  building: ["kind", "city", "addresses", "parties", "built_in"],
  product: ["number", "kind", "unit", "price", "discontinued"],
};
const MOST_USUAL = 5;
const NEVER = ["access", "versions", "pages", "through", "series", "anchor", "next", "conversation", "taken", "mail"];
const dated = (name: string): FieldDef => ({
  name,
  custom: false,
  may: "read",
  required: false,
  criteria: null,
  schema: { type: "string", format: "date-time" },
});
export const ARCHIVED_AT = dated("archived_at");
const BESIDE = [dated("created_at"), dated("updated_at")];

/** What a record is called by: the first column, always there. */
export function titleField(schema: Schema): FieldDef {
  const found = TITLES.map((name) => schema.fields.find((field) => field.name === name)).find(Boolean);
  return found ?? (schema.fields[0] as FieldDef);
}

/** All that can be a column, the title not among them. */
export function possible(schema: Schema): FieldDef[] {
  const title = titleField(schema).name;
  const told = schema.fields.filter((field) => field.name !== title && !NEVER.includes(field.name));
  return [...told, ...BESIDE.map((field) => ({ ...field, of: schema.type }))];
}

export function usual(schema: Schema): string[] {
  const known = possible(schema);
  const wanted = USUAL[schema.type]?.filter((name) => known.some((field) => field.name === name));
  if (wanted) return wanted;
  return known
    .filter((field) => field.criteria)
    .slice(0, MOST_USUAL)
    .map((field) => field.name);
}

export function columnsOf(schema: Schema, names: readonly string[]): FieldDef[] {
  const known = possible(schema);
  return names.flatMap((name) => known.find((field) => field.name === name) ?? []);
}

const place = (type: string): string => `list.${type}`;

export const preferredOf = (type: string): Preferred => preferred<Preferred>(place(type), {});

export const preferFor = (type: string, changed: Preferred): Promise<void> =>
  prefer(place(type), { ...preferredOf(type), ...changed });

export const LEAST = 80;
export const MOST = 800;
export const TITLE_WIDTH = 220;
const WIDTHS: Record<string, number> = {
  boolean: 100,
  number: 126,
  money: 120,
  price: 120,
  choice: 140,
  choices: 178,
  text: 140,
  link: 140,
  links: 140,
  addresses: 160,
  parties: 160,
};

/** As long as they are in most languages, and with the points of German and the months of Russian. */
const DATED: Record<string, readonly [usual: number, long: number]> = {
  date: [120, 132],
  datetime: [186, 196],
  touch: [186, 196],
};
const LONG = ["de", "ru"];

/** What is longer or shorter than others of its kind. */
const NAMED: Record<string, number> = { company: 190, owner: 126, city: 120 };
const USUAL_WIDTH = 180;

export function widthOf(field: FieldDef, widths: Record<string, number> = {}): number {
  const kind = kindOf(field);
  const dated = DATED[kind]?.[LONG.includes(language.value) ? 1 : 0];
  const told = widths[field.name] ?? NAMED[field.name] ?? dated ?? WIDTHS[kind] ?? USUAL_WIDTH;
  return Math.min(MOST, Math.max(LEAST, told));
}

const NUMBERS = ["number", "money", "price"];
export const isNumber = (field: FieldDef): boolean => NUMBERS.includes(kindOf(field));
