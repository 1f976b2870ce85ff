import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import type { RecordOf } from "@/api/records.ts";

export type Grantable = Schemas["GrantableType"];
export type Level = "none" | "read" | "write";
export type TypeRights = { actions: string[]; view_all: boolean; edit_all: boolean; fields: Record<string, Level> };
export type Types = Record<string, TypeRights>;
export type Profile = RecordOf & { name: string; types: Types };

/** Stands for all that are not named, of types and of fields. */
export const EVERY = "*";
const NOTHING: TypeRights = { actions: [], view_all: false, edit_all: false, fields: { [EVERY]: "write" } };
const TEN_MINUTES = 600_000;
const CATALOG = "/v1/rights/catalog";

export const useCatalog = () => useQuery(CATALOG, (signal) => got(api.GET(CATALOG, { signal })), TEN_MINUTES);

const ORDER = ["read", "view", "download", "create", "edit", "delete", "restore", "export", "merge", "publish"];

/** All that can be done with any type, what is done most first. */
export function actionsOf(catalog: readonly Grantable[]): string[] {
  const all = [...new Set(catalog.flatMap(({ actions }) => actions))];
  const place = (action: string) => (ORDER.includes(action) ? ORDER.indexOf(action) : ORDER.length);
  return all.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** What a profile allows with a type: what it says of that, else of all that it does not name. */
export const rightsOf = (types: Types, type: string): TypeRights => types[type] ?? types[EVERY] ?? NOTHING;

/** The same, as a profile says it that names the type: only of what there is of that. */
export function spokenOf(types: Types, known: Grantable): TypeRights {
  const own = types[known.type];
  if (own) return own;
  const rest = rightsOf(types, known.type);
  const has = (field: string, level: Level) =>
    field === EVERY || known.fields.some(({ name, essential }) => name === field && !(essential && level === "none"));
  return {
    ...rest,
    actions: rest.actions.filter((action) => action === EVERY || known.actions.includes(action)),
    fields: Object.fromEntries(Object.entries(rest.fields).filter(([field, level]) => has(field, level))),
  };
}

export const allows = ({ actions }: TypeRights, action: string): boolean =>
  actions.includes(action) || actions.includes(EVERY);

/** The same, with one action more or less; `*` is written out where one is taken away. */
export function withAction(rights: TypeRights, action: string, on: boolean, known: readonly string[]): TypeRights {
  const had = rights.actions.includes(EVERY) ? [...known] : rights.actions.filter((each) => known.includes(each));
  const rest = had.filter((each) => each !== action);
  return { ...rights, actions: on ? [...rest, action] : rest };
}

export const levelOf = ({ fields }: TypeRights, field: string): Level => fields[field] ?? fields[EVERY] ?? "none";

/** As a merge patch: what is no longer said is null. */
export function typesPatch(before: Types, after: Types): Record<string, object | null> {
  const patch: Record<string, object | null> = {};
  for (const type of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[type], after[type]];
    if (!is) patch[type] = null;
    else if (JSON.stringify(was) !== JSON.stringify(is)) {
      const gone = Object.keys(was?.fields ?? {}).filter((field) => !(field in is.fields));
      patch[type] = { ...is, fields: { ...Object.fromEntries(gone.map((field) => [field, null])), ...is.fields } };
    }
  }
  return patch;
}
