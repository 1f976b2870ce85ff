import { useEffect, useMemo, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { listRecords, type Page, type RecordOf, searchRecords } from "@/api/records.ts";
import { atEnd } from "@/api/session.ts";
import type { Criteria } from "./state.ts";
import { headOf, keep, swapped, tailOf } from "./tails.ts";

/** The rows of a list as far as they have come: page by page, each behind the cursor of the one before. */
export type Source = {
  plural: string;
  criteria: Criteria;
  sort?: string;
  selection?: string | null;
  first?: number;
  /** Those that were archived, the latest first. */
  archived?: boolean;
};
export type Rows = {
  rows: RecordOf[];
  /** Nothing has come yet. */
  waiting: boolean;
  loading: boolean;
  hasMore: boolean;
  problem: ApiProblem | null;
  more: () => void;
  reload: () => Promise<void>;
  /** Shows a record otherwise, or (null) no more, until it is asked again. */
  put: (id: string, changed: RecordOf | null) => void;
};

const FIRST = 100;
const PAGE = 200;
const EMPTY_PAGES = 6;
const FRESH = 10_000;
const underway = new Map<string, Promise<void>>();
let ended = 0;

atEnd(() => {
  underway.clear();
  ended += 1;
});

export const keyOf = (source: Source): string =>
  `/v1/${source.selection ? `selections/${source.selection}/members` : `${source.plural}/search`}?${source.archived ? "archived" : ""}${JSON.stringify([source.criteria, source.sort ?? null, source.selection ?? null, source.first ?? null])}`;

/** The rows of a source; null: nothing is asked yet. What was loaded before is there at once when one comes back. */
export function useRows(source: Source | null): Rows {
  const key = source && keyOf(source);
  const [, changed] = useState(0);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const first = useQuery(key, () => load(source as Source, null), FRESH);
  const tail = key ? tailOf(key, first.data) : null;
  useEffect(() => setProblem(null), [key]);
  const cursor = behind(first.data, tail);
  const more = async () => {
    if (!source || !key || !first.data || busy === key || !cursor) return;
    setBusy(key);
    setProblem(null);
    try {
      await once(`${key} ${cursor}`, () => goOn(source, first.data as Page, cursor));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(null);
  };
  const put = (id: string, record: RecordOf | null) => {
    if (!first.data || !key) return;
    const data = { ...first.data, data: swapped(first.data.data, id, record) };
    if (tail) keep(key, { ...tail, head: headOf(data), rows: swapped(tail.rows, id, record) });
    first.set(data);
    changed((count) => count + 1);
  };
  const rows = useMemo(
    () => (first.data ? unique([...first.data.data, ...(tail?.rows ?? [])]) : []),
    [first.data, tail],
  );
  return {
    rows,
    waiting: first.data === undefined && first.problem === null,
    loading: first.loading || busy === key,
    hasMore: cursor !== null,
    problem: first.problem ?? problem,
    more,
    reload: first.reload,
    put,
  };
}

/** Where it goes on. */
const behind = (first: Page | undefined, tail: { cursor: string | null } | null): string | null =>
  tail ? tail.cursor : (first?.page.next_cursor ?? null);

/** A page that is on its way is waited for and not asked again: one may scroll on, or come back to the list, before it is
 * there. */
function once(name: string, ask: () => Promise<void>): Promise<void> {
  const going = underway.get(name) ?? ask().finally(() => underway.get(name) === going && underway.delete(name));
  underway.set(name, going);
  return going;
}

/** What comes after the session ended is nobody's. */
async function goOn(source: Source, first: Page, cursor: string): Promise<void> {
  const session = ended;
  const { data, page } = await load(source, cursor);
  const key = keyOf(source);
  const before = tailOf(key, first);
  if (session !== ended || behind(first, before) !== cursor) return;
  keep(key, { head: headOf(first), rows: [...(before?.rows ?? []), ...data], cursor: page.next_cursor });
}

/** A page may be empty while there are more behind it: it goes on until there are some. */
async function load(source: Source, from: string | null): Promise<Page> {
  let cursor = from;
  let page = await one(source, cursor);
  for (let turn = 1; page.data.length === 0 && page.page.has_more && turn < EMPTY_PAGES; turn += 1) {
    cursor = page.page.next_cursor;
    page = await one(source, cursor);
  }
  return page;
}

function one(source: Source, cursor: string | null): Promise<Page> {
  const limit = cursor ? PAGE : (source.first ?? FIRST);
  if (source.selection) return listRecords(`selections/${source.selection}/members`, { limit, cursor });
  return searchRecords(source.plural, {
    criteria: source.criteria,
    limit,
    ...(source.archived ? { archived: true } : {}),
    ...(source.sort ? { sort: source.sort } : {}),
    ...(cursor ? { cursor } : {}),
  });
}

/** What moved while one leafed through may come twice. */
function unique(rows: RecordOf[]): RecordOf[] {
  const seen = new Set<string>();
  return rows.filter((each) => !seen.has(each.id) && seen.add(each.id));
}
