import { useEffect, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { addressed } from "@/api/send.ts";
import type { Group, Row } from "@/work/types.ts";

export type Worklist = Schemas["Worklist"];
export type WorkRow = Worklist["data"][number];
/** One's own work, that with one's teams, or the queue of a team by its id. */
export type Whose = "mine" | "teams" | `tem_${string}`;
export const GROUPS: readonly Group[] = ["overdue", "today", "upcoming", "waiting"];

const PATH = "/v1/worklist";
const LIMIT = 60;

export function useWorklist(whose: Whose) {
  const query = whose.startsWith("tem_") ? { team: whose, limit: LIMIT } : { teams: whose === "teams", limit: LIMIT };
  const key = addressed(PATH, query);
  const first = useQuery(key, (signal) => got(api.GET(PATH, { params: { query }, signal })));
  const [later, setLater] = useState<Worklist[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setLater([]), [key, first.data]);
  const next = (later.at(-1) ?? first.data)?.page.next_cursor ?? null;
  const more = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const page = await got(api.GET(PATH, { params: { query: { ...query, cursor: next } } }));
      setLater((before) => [...before, page]);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const rows = first.data && [...first.data.data, ...later.flatMap((page) => page.data)];
  return { first, rows, counts: first.data?.counts ?? null, next, more, busy, problem };
}

export const inGroup = (rows: readonly WorkRow[], group: Group): WorkRow[] => rows.filter((row) => row.group === group);

/** The queue that a row stands in, for who may take it from there. */
export const queueOf = (row: WorkRow | Row): { id: string; title?: string | null } | null =>
  typeof row.through === "object" ? (row.through ?? null) : null;
