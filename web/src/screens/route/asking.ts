import { useRef } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import type { ApiProblem } from "@/api/problem.ts";
import { type Query, useQuery } from "@/api/query.ts";
import { addressed } from "@/api/send.ts";
import { isStop, MOST_STOPS } from "./way.ts";

export type Brief = Schemas["Brief"];

const PATH = "/v1/briefs";
const AT_ONCE = 10;
const NEVER = 0; // what stands here was asked when somebody came to it

export type Told = {
  briefs: ReadonlyMap<string, Brief>;
  /** Of those asked: what is not there, or not to be seen by whoever asks. */
  absent: readonly string[];
  loading: boolean;
  problem: ApiProblem | null;
  retry: () => void;
};

/** What is known of each, in as few requests as there can be. Fewer of them, or in another order, is not asked anew. */
export function useBriefs(ids: readonly string[]): Told {
  const before = useRef(ids);
  if (ids.some((each) => !before.current.includes(each))) before.current = ids;
  // in whichever order they are visited, they are asked in one: then what is kept is found again without a network
  const asked = before.current.filter(isStop).slice(0, MOST_STOPS).sort();
  const parts = [useSome(asked.slice(0, AT_ONCE)), useSome(asked.slice(AT_ONCE))];
  const failed = parts.filter((each) => each.data === undefined && each.problem);
  return {
    briefs: new Map(parts.flatMap(({ data }) => data?.data ?? []).map((each) => [each.relation.id, each])),
    absent: [...ids.filter((each) => !isStop(each)), ...parts.flatMap(({ absent }) => absent)],
    loading: parts.some((each) => each.data === undefined && each.loading),
    problem: failed[0]?.problem ?? null,
    retry: () => {
      for (const each of failed) void each.reload();
    },
  };
}

function useSome(ids: readonly string[]): Query<Schemas["Briefs"]> & { absent: readonly string[] } {
  const query = { ids: [...ids] };
  const ask = (signal: AbortSignal) => got(api.GET(PATH, { params: { query }, signal }));
  const told = useQuery(ids.length ? addressed(PATH, query) : null, ask, NEVER);
  const found = told.data?.data.map((each) => each.relation.id);
  return { ...told, absent: found ? ids.filter((each) => !found.includes(each)) : [] };
}
