import { outdated } from "./query.ts";
import { type Sending, send } from "./send.ts";
import { type Written, wrote } from "./written.ts";

/** Records of any type, by the plural of their type as paths have it: `relations`, `contacts`, `activities` … */
export type RecordOf = { id: string; version: number; archived_at?: string | null } & Record<string, unknown>;
export type Page<T = RecordOf> = { data: T[]; page: { next_cursor: string | null; has_more: boolean } };
export type Link = { id: string; title?: string | null; place?: string | null };
export type Changes = Record<string, unknown>;

const at = (plural: string, id?: string): string => `/v1/${plural}${id ? `/${encodeURIComponent(id)}` : ""}`;

export const readRecord = (plural: string, id: string): Promise<RecordOf> => send("GET", at(plural, id));

export async function createRecord(plural: string, body: Changes, sending: Sending = {}): Promise<RecordOf> {
  const made = await send<RecordOf>("POST", at(plural), { ...sending, body });
  told({ plural });
  return made;
}

/** A merge patch: null clears, lists are replaced or `{add, remove}`. Throws 412 with `current` on a conflict. */
export async function changeRecord(plural: string, id: string, changes: Changes, version?: number): Promise<RecordOf> {
  const asRead = version === undefined ? {} : { ifMatch: version };
  const record = await send<RecordOf>("PATCH", at(plural, id), { body: changes, ...asRead });
  told({ plural, id, record });
  return record;
}

export async function archiveRecord(plural: string, id: string): Promise<void> {
  await send("DELETE", at(plural, id));
  told({ plural, id, record: null });
}

export async function restoreRecord(plural: string, id: string): Promise<RecordOf> {
  const record = await send<RecordOf>("POST", `${at(plural, id)}/restore`);
  told({ plural });
  return record;
}

/** Lists of the type are asked again when somebody comes back to them. */
function told(written: Written): void {
  wrote(written);
  outdated(`${at(written.plural)}/search`);
}

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
