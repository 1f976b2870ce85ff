import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import type { Choice } from "@/shared/picker.tsx";

export type Code = Schemas["FoundCode"];
type Found = Schemas["FoundCodes"];

const MOST = 200;
const keyOf = (table: string): string => `/v1/code-tables/${table}/codes`;

const ask = (table: string, query: { q?: string; below?: string; limit?: number }, signal?: AbortSignal) =>
  got(
    api.GET("/v1/code-tables/{id}/codes", {
      params: { path: { id: table }, query: { limit: MOST, ...query } },
      ...(signal ? { signal } : {}),
    }),
  );

/** What stands right below a code, or on top of the table. */
export const useBelow = (table: string, below: string) =>
  useQuery<Found>(`${keyOf(table)}?below=${below}`, (signal) => ask(table, below ? { below } : {}, signal));

/** What meets what was typed; nothing is asked while that is nothing. */
export const useSought = (table: string, text: string) =>
  useQuery<Found>(text ? `${keyOf(table)}?q=${text}` : null, (signal) => ask(table, { q: text }, signal));

/** Forms ask for codes by another address, so what they know is stale too. */
export const changed = (table: string): void => stale(keyOf(table));

export const told = ({ code, name }: Pick<Code, "code" | "name">): string => `${code} ${name}`;

/** Where a code may go: not below itself, nor below what stands below it. */
export const placesFor =
  (table: string, moved: Code) =>
  async (text: string, signal: AbortSignal): Promise<Choice[]> => {
    const { data } = await ask(table, text ? { q: text, limit: 50 } : { limit: 50 }, signal);
    return data
      .filter(({ id, above }) => id !== moved.id && !above.includes(moved.id))
      .map((each) => ({ value: each.id, label: told(each) }));
  };
