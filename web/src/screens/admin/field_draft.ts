import type { Changes, RecordOf } from "@/api/records.ts";
import type { Criteria } from "@/criteria/index.ts";
import type { Kind } from "./field_words.ts";
import { spokenHere } from "./spoken_here.ts";

export type FieldOption = {
  key: string;
  name: string;
  names?: Record<string, string>;
  colour?: string | null;
  parent?: string | null;
  description?: string | null;
  archived?: boolean;
  first?: boolean | null;
  next?: string[] | null;
  merged_into?: string | null;
};
export type FieldBand = { key: string; name: string; names?: Record<string, string>; upto?: number | null };
export type FieldRule = { option: string; criteria: Criteria };
type Link = { id: string; title?: string | null };

/** An own field as it is edited; what a kind does not have is left out of what is sent. */
export type FieldDraft = {
  of: string;
  key: string;
  name: string;
  names: Record<string, string>;
  kind: Kind;
  help: string;
  section: string;
  position: string;
  required: boolean;
  unique: boolean;
  searchable: boolean;
  indexed: boolean;
  outside: boolean;
  options: FieldOption[];
  to: string[];
  table: Link | null;
  currency: string;
  decimals: string;
  minimum: string;
  maximum: string;
  bands: FieldBand[];
  rules: FieldRule[];
  by_hand: boolean;
  owner: Link | null;
  may_add_options: Link[];
  default: unknown;
};

export type FieldRecord = RecordOf & Partial<Omit<FieldDraft, "position" | "decimals" | "minimum" | "maximum">>;

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const digits = (value: string): number | null => (value.trim() === "" ? null : Number(value.replace(",", ".")));

export const isChoice = (kind: Kind): boolean => kind === "choice" || kind === "choices";
export const isNumber = (kind: Kind): boolean => kind === "number" || kind === "money";
export const isCode = (kind: Kind): boolean => kind === "code" || kind === "codes";

export function draftOf(of: string, record?: FieldRecord): FieldDraft {
  const known = (record ?? {}) as Record<string, unknown>;
  const list = <T>(name: string): T[] => (Array.isArray(known[name]) ? (known[name] as T[]) : []);
  return {
    of,
    key: text(known.key),
    name: text(known.name),
    names: (known.names ?? {}) as Record<string, string>,
    kind: (known.kind as Kind | undefined) ?? "text",
    help: text(known.help),
    section: text(known.section),
    position: text(known.position ?? 500),
    required: known.required === true,
    unique: known.unique === true,
    searchable: known.searchable === true,
    indexed: known.indexed !== false && (record !== undefined ? known.indexed === true : true),
    outside: known.outside === true,
    options: list<FieldOption>("options"),
    to: list<string>("to"),
    table: (known.table as Link | null) ?? null,
    currency: text(known.currency) || "EUR",
    decimals: text(known.decimals),
    minimum: text(known.minimum),
    maximum: text(known.maximum),
    bands: list<FieldBand>("bands"),
    rules: list<FieldRule>("rules"),
    by_hand: known.by_hand === true,
    owner: (known.owner as Link | null) ?? null,
    may_add_options: list<Link>("may_add_options"),
    default: known.default ?? null,
  };
}

/** What is sent: a whole new field, or what may change of one that is there (what says how values are kept may not). */
export function bodyOf(draft: FieldDraft, isNew: boolean): Record<string, unknown> {
  const { kind } = draft;
  // one that is left out stays as it was, so that a name that was taken away is sent as none
  const named = Object.entries(inStep(draft).names).map(([language, name]) => [language, name.trim() || null]);
  const names = Object.fromEntries(named.filter(([, name]) => !isNew || name !== null));
  return {
    name: draft.name.trim(),
    names,
    help: draft.help.trim() || null,
    section: draft.section.trim() || null,
    position: digits(draft.position) ?? 500,
    required: draft.required,
    searchable: draft.searchable,
    outside: draft.outside,
    owner: draft.owner?.id ?? null,
    ...(isNew ? { of: draft.of, key: draft.key.trim() || keyOf(draft.name), kind, unique: draft.unique } : {}),
    ...(draft.default === null ? (isNew ? {} : { default: null }) : { default: draft.default }),
    ...(isChoice(kind)
      ? {
          indexed: draft.indexed,
          options: draft.options.filter(isSent).map(optionBody),
          may_add_options: draft.may_add_options.map((each) => each.id),
        }
      : {}),
    ...(kind === "choice" ? { rules: draft.rules, by_hand: draft.rules.length ? draft.by_hand : null } : {}),
    ...(isNumber(kind)
      ? { minimum: digits(draft.minimum), maximum: digits(draft.maximum), bands: draft.bands.map(bandBody) }
      : {}),
    ...(kind === "number" ? { decimals: digits(draft.decimals) } : {}),
    ...(isNew && kind === "money" ? { currency: draft.currency } : {}),
    ...(isNew && kind === "link" ? { to: draft.to } : {}),
    ...(isNew && isCode(kind) ? { table: draft.table?.id ?? null } : {}),
  };
}

const isSent = ({ name }: FieldOption): boolean => name.trim() !== "";

/** Where in what is sent an option stands, which is what a refusal calls it by: rows without a name are left out. */
export const placeOf = (options: readonly FieldOption[], at: number): number =>
  options.slice(0, at).filter(isSent).length;

function optionBody(option: FieldOption): FieldOption {
  return { ...inStep(option), name: option.name.trim(), key: option.key || keyOf(option.name) };
}

function bandBody(band: FieldBand): FieldBand {
  return { ...inStep(band), name: band.name.trim(), key: band.key || keyOf(band.name) };
}

/** What came by the API may have a name in the language of the organisation too: readers of it would go on seeing that. */
function inStep<T extends { name: string; names?: Record<string, string> }>(told: T): T {
  const own = spokenHere();
  return told.names?.[own] ? { ...told, names: { ...told.names, [own]: told.name.trim() } } : told;
}

/** What is named is known by a key too, that nobody has to think of. */
export const keyed = (body: Changes): Changes => ({ key: keyOf(String(body.name ?? "")), ...body });

/** A key of a name: `Number of dogs` → `number_of_dogs`. Letters beyond a–z fall back on their sound where there is one. */
export function keyOf(name: string): string {
  const folded = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const key = folded.replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "");
  return key.slice(0, 30) || `field_${Math.abs(hash(name)).toString(36).slice(0, 8)}`;
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7);
}

export const moved = <T>(list: readonly T[], at: number, by: number): T[] => {
  const next = [...list];
  const [taken] = next.splice(at, 1);
  if (taken !== undefined) next.splice(Math.max(0, at + by), 0, taken);
  return next;
};
