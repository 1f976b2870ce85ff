import { type Sending, send } from "./send.ts";

/** Records of any type, by the plural of their type as paths have it: `relations`, `contacts`, `activities` … */
export type RecordOf = { id: string; version: number; archived_at?: string | null } & Record<string, unknown>;
export type Page<T = RecordOf> = { data: T[]; page: { next_cursor: string | null; has_more: boolean } };
export type Link = { id: string; title?: string | null; place?: string | null };
export type Changes = Record<string, unknown>;

const at = (plural: string, id?: string): string => `/v1/${plural}${id ? `/${encodeURIComponent(id)}` : ""}`;

export const readRecord = (plural: string, id: string): Promise<RecordOf> => send("GET", at(plural, id));

export const createRecord = (plural: string, body: Changes, sending: Sending = {}): Promise<RecordOf> =>
  send("POST", at(plural), { ...sending, body });

/** A merge patch: null clears, lists are replaced or `{add, remove}`. Throws 412 with `current` on a conflict. */
export const changeRecord = (plural: string, id: string, changes: Changes, version?: number): Promise<RecordOf> =>
  send("PATCH", at(plural, id), { body: changes, ...(version === undefined ? {} : { ifMatch: version }) });

export const archiveRecord = (plural: string, id: string): Promise<void> => send("DELETE", at(plural, id));

export const restoreRecord = (plural: string, id: string): Promise<RecordOf> =>
  send("POST", `${at(plural, id)}/restore`);

export const listRecords = <T = RecordOf>(plural: string, query: Sending["query"] = {}): Promise<Page<T>> =>
  send("GET", at(plural), { query });

export type Asked = {
  criteria?: unknown;
  sort?: string;
  /** Those that were archived in place of the others; they have no other order. */
  archived?: boolean;
  limit?: number;
  cursor?: string | null;
};

export const searchRecords = <T = RecordOf>(plural: string, asked: Asked): Promise<Page<T>> =>
  send("POST", `${at(plural)}/search`, { body: asked });

/** What has a card, by the prefix of its id. */
const PLURALS: Record<string, string> = {
  rel: "relations",
  con: "contacts",
  adr: "addresses",
  act: "activities",
  doc: "documents",
  bld: "buildings",
  prd: "products",
  usr: "users",
};

/** The plural of the type of a record that has a card, as paths of the API have it. */
export const pluralOf = (id: string): string | null => PLURALS[id.slice(0, id.indexOf("_"))] ?? null;

/** Where the card of a record is; null where there is none. */
export function screenOf(id: string): string | null {
  const plural = pluralOf(id);
  return plural && `/${plural === "users" ? "colleagues" : plural}/${id}`;
}
