import { compare, country, languageName } from "@/words/format.ts";
import { language } from "@/words/language.ts";
import { fill, named } from "@/words/words.ts";
import type { Names } from "./names/lines.ts";
import * as party from "./names/party.ts";
import * as shaping from "./names/shaping.ts";
import { shared } from "./names/shared.ts";
import * as things from "./names/things.ts";
import * as work from "./names/work.ts";
import type { Choosable, FieldDef } from "./schema.ts";
import { plain, typeName } from "./type_name.ts";

const TYPES: Record<string, Names> = { ...party, ...work, ...things, ...shaping };

/** What a field is called: those that all organisations have in five languages, own fields as the organisation says. */
export function labelOf(field: FieldDef | string, type?: string): string {
  if (typeof field !== "string" && field.custom) return named(field.labels, field.label ?? plain(field.name));
  const [name, of] = typeof field === "string" ? [field, type] : [field.name, field.of ?? type];
  return line(name, of) ?? dotted(name, of) ?? plain(name);
}

/** `postal_address.city` → `Postal address: City`. */
function dotted(name: string, of: string | undefined): string | null {
  const [first, ...rest] = name.split(".");
  if (!first || rest.length === 0) return null;
  const part = rest.join(".");
  return `${labelOf(first, of)}: ${line(part, "address") ?? line(part, of) ?? plain(part)}`;
}

/** What a choice of a field is called. */
export function optionLabel(field: FieldDef | string, key: string, type?: string): string {
  const option = optionOf(field, key);
  if (option?.name) return named(option.names, option.name);
  const [name, of] = typeof field === "string" ? [field, type] : [field.name, field.of ?? type];
  if (name === "country" && /^[A-Z]{2}$/.test(key)) return country(key);
  if (name === "language") return languageName(key);
  if (name === "of") return typeName(key);
  if (name === "missing" || name === "malformed") return labelOf(key, of);
  return line(`${name}.${key}`, of) ?? plain(key);
}

export const optionOf = (field: FieldDef | string, key: string): Choosable | undefined =>
  typeof field === "string" ? undefined : field.options?.find((option) => option.key === key);

export type Offer = { value: string; label: string; color?: string | null; parent?: string | null };

/** The choices of a field that can be taken, in their order, without those archived. */
export function optionsOf(field: FieldDef): Offer[] {
  const told = (field.options ?? declared(field))
    .filter((option) => !option.archived)
    .map(({ key, colour, parent }) => ({ value: key, label: optionLabel(field, key), color: colour, parent }));
  return field.name === "language" ? told.sort((a, b) => compare(a.label, b.label)) : told;
}

function declared(field: FieldDef): Choosable[] {
  const found = [field.schema, ...(field.schema.anyOf ?? [])];
  return found.flatMap((each) => each.enum ?? each.items?.enum ?? []).map((key) => ({ key }));
}

function line(key: string, of: string | undefined): string | null {
  const found = (of ? TYPES[of]?.[key] : undefined) ?? shared[key];
  return found ? fill(found, {}, language.value) : null;
}
