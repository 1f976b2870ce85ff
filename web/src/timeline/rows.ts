import { useEffect, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import type { Page } from "@/api/records.ts";
import { addressed, send } from "@/api/send.ts";
import type { Row } from "@/work/types.ts";

export type Filters = {
  open: boolean;
  kinds: string[];
  types: "" | "activity" | "document";
  visibility: "" | "internal" | "shared";
  from: string;
  until: string;
  direct: boolean;
};

export const NONE: Filters = { open: false, kinds: [], types: "", visibility: "", from: "", until: "", direct: false };

export const countOf = (filters: Filters): number =>
  [
    filters.open,
    filters.kinds.length,
    filters.types,
    filters.visibility,
    filters.from,
    filters.until,
    filters.direct,
  ].filter(Boolean).length;

const LIMIT = 30;

/** The first page is kept with the other answers, so that a change has it asked anew; older pages follow on demand. */
export function useTimeline(plural: string, id: string, filters: Filters) {
  const query = {
    limit: LIMIT,
    open: filters.open || null,
    kinds: filters.kinds,
    types: filters.types,
    visibility: filters.visibility,
    from: filters.from,
    until: filters.until,
    direct_only: filters.direct || null,
  };
  const path = `/v1/${plural}/${encodeURIComponent(id)}/timeline`;
  const key = addressed(path, query);
  const first = useQuery<Page<Row>>(key, (signal) => send("GET", path, { query, signal }));
  const [older, setOlder] = useState<Page<Row>[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setOlder([]), [key, first.data]);
  const next = (older.at(-1) ?? first.data)?.page.next_cursor ?? null;
  const more = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const page = await send<Page<Row>>("GET", path, { query: { ...query, cursor: next } });
      setOlder((before) => [...before, page]);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const rows = first.data && [...first.data.data, ...older.flatMap((page) => page.data)];
  return { first, rows, next, more, busy, problem };
}
