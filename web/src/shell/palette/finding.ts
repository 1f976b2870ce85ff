import { useEffect, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import type { components } from "@/api/schema.ts";
import { send } from "@/api/send.ts";

export type Hit = components["schemas"]["SearchHit"];
type Answer = { data: Hit[]; complete: boolean };
export type Found = { text: string; hits: Hit[]; complete: boolean; problem: ApiProblem | null; busy: boolean };

const PAUSE = 40;
const LIMIT = 12;
const NOTHING: Found = { text: "", hits: [], complete: true, problem: null, busy: false };

/** Asks once per pause in typing. What was found for an earlier text stays until the new answer is there, and an answer
 * that comes too late is dropped. */
export function useFound(text: string, type: string | null): Found {
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    if (!text) {
      setFound(NOTHING);
      return;
    }
    const stop = new AbortController();
    setFound((before) => ({ ...before, busy: true }));
    const ask = async () => {
      try {
        const query = { q: text.slice(0, 200), limit: LIMIT, ...(type ? { types: type } : {}) };
        const { data, complete } = await send<Answer>("GET", "/v1/search", { query, signal: stop.signal });
        if (!stop.signal.aborted) setFound({ text, hits: data, complete, problem: null, busy: false });
      } catch (error) {
        if (!stop.signal.aborted) setFound({ ...NOTHING, text, problem: asProblem(error) });
      }
    };
    const timer = setTimeout(ask, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, type]);
  return found;
}

/** As the API folds words: without accents and case. */
export const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
