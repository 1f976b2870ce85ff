import { useMemo, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { type Query, useQuery } from "@/api/query.ts";
import type { Page as Rows } from "@/api/records.ts";

export type Pages<T> = {
  asked: Query<Rows<T>>;
  change: (rows: (before: T[]) => T[]) => void;
  /** Undefined where there is no more. */
  more: (() => Promise<void>) | undefined;
  problem: ApiProblem | null;
};

/** A list that is worked through. What is done to it is kept with the answer itself, so that whoever comes back, such as
 * from a record that was opened, finds neither what was done with nor what an older answer had. */
export function usePages<T extends { id: string }>(
  key: string,
  ask: (cursor: string | null) => Promise<Rows<T>>,
): Pages<T> {
  const asked = useQuery(key, () => ask(null), 0);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const now = useRef(asked.data);
  now.current = asked.data;
  const put = (rows: Rows<T>) => {
    now.current = rows;
    asked.set(rows);
  };
  const cursor = asked.data?.page.next_cursor;
  const goOn = async () => {
    try {
      const next = await ask(cursor ?? null);
      const before = now.current?.data ?? [];
      const known = new Set(before.map((each) => each.id));
      put({ ...next, data: [...before, ...next.data.filter((each) => !known.has(each.id))] });
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const more = useMemo(() => (cursor ? goOn : undefined), [cursor]);
  return {
    asked,
    change: (rows) => now.current && put({ ...now.current, data: rows(now.current.data) }),
    more,
    problem,
  };
}
