import { useLayoutEffect, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import type { components } from "@/api/schema.ts";
import { send } from "@/api/send.ts";

export type Hit = components["schemas"]["SearchHit"];
type Answer = { data: Hit[]; complete: boolean };
type Kept = { text: string; type: string | null; hits: Hit[]; complete: boolean; problem: ApiProblem | null };
export type Found = Kept & { busy: boolean };

const PAUSE = 40;
const LIMIT = 12;
const NOTHING: Kept = { text: "", type: null, hits: [], complete: true, problem: null };

/** Asks once per pause in typing. What was found for an earlier text stays until the new answer is there, and an answer
 * that comes too late is dropped. The pause begins with what is typed, not with the frame that shows it. */
export function useFound(text: string, type: string | null): Found {
  const [found, setFound] = useState<Kept>(NOTHING);
  useLayoutEffect(() => {
    if (!text) {
      setFound(NOTHING);
      return;
    }
    const stop = new AbortController();
    const ask = async () => {
      try {
        const query = { q: text.slice(0, 200), limit: LIMIT, ...(type ? { types: type } : {}) };
        const { data, complete } = await send<Answer>("GET", "/v1/search", { query, signal: stop.signal });
        if (!stop.signal.aborted) setFound({ text, type, hits: data, complete, problem: null });
      } catch (error) {
        if (!stop.signal.aborted) setFound({ ...NOTHING, text, type, problem: asProblem(error) });
      }
    };
    const timer = setTimeout(ask, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, type]);
  return { ...found, busy: text !== "" && (found.text !== text || found.type !== type) };
}

/** As the API folds words: without accents and case. */
export const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
