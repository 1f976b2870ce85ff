import { asked } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { compare } from "@/words/format.ts";
import type { Choice } from "./picker.tsx";

type Hit = { id: string; type: string; title?: string | null; place?: string | null };

/** Records of some types while one types, for a Picker: `find={recordsOf("relation", "contact")}`. */
export function recordsOf(...types: string[]) {
  return async (text: string, signal: AbortSignal): Promise<Choice[]> => {
    if (!text) return [];
    const query = { q: text, limit: 10, ...(types.length ? { types: types.join(",") } : {}) };
    const { data } = await send<{ data: Hit[] }>("GET", "/v1/search", { query, signal });
    return data.map((hit) => ({ value: hit.id, label: hit.title ?? hit.id, note: hit.place }));
  };
}

type Somebody = { id: string; name: string; status?: string; kind?: string };

/** Colleagues and teams that have all the words in their name; asked once in ten minutes. */
export function colleaguesOf({ teams = false }: { teams?: boolean } = {}) {
  return async (text: string): Promise<Choice[]> => {
    const everybody = await colleagues();
    const groups = teams ? await teamsOf() : [];
    const wanted = text.toLocaleLowerCase().split(/\s+/);
    return [...everybody, ...groups]
      .filter((each) => wanted.every((word) => each.name.toLocaleLowerCase().includes(word)))
      .map((each) => ({ value: each.id, label: each.name }));
  };
}

const TEN_MINUTES = 600_000;

/** Who works here and can be chosen: active colleagues, in the order of their names. */
export async function colleagues(): Promise<Somebody[]> {
  const load = (signal: AbortSignal) => send<{ data: Somebody[] }>("GET", "/v1/users", { signal });
  const { data } = await asked("/v1/users", load, TEN_MINUTES);
  return data
    .filter((each) => each.status === "active" && each.kind === "employee")
    .sort((a, b) => compare(a.name, b.name));
}

async function teamsOf(): Promise<Somebody[]> {
  const load = (signal: AbortSignal) =>
    send<{ data: Somebody[] }>("GET", "/v1/teams", { query: { limit: 200 }, signal });
  return (await asked("/v1/teams?limit=200", load, TEN_MINUTES)).data;
}
