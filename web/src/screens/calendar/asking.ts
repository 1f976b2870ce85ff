import { useQuery } from "@/api/query.ts";
import type { Page } from "@/api/records.ts";
import { send } from "@/api/send.ts";
import type { Choice } from "@/shared/picker.tsx";
import type { Row } from "@/work/types.ts";
import { type Event, eventOf, together } from "./events.ts";

const LIMIT = 99;
const MOST_PAGES = 5;

/** What is in the calendars of these people, and due in the queues of these teams, in these days. */
export function useEvents(whose: readonly Choice[], days: readonly string[]) {
  const [from, until] = [days[0] as string, days.at(-1) as string];
  const ids = whose.map((each) => each.value);
  const key = ids.length ? `/v1/users/calendar?${from}/${until}/${ids.join(",")}` : null;
  return useQuery<Event[]>(key, async (signal) =>
    together(await Promise.all(ids.map((id) => eventsOf(id, from, until, signal)))),
  );
}

async function eventsOf(id: string, from: string, until: string, signal: AbortSignal): Promise<Event[]> {
  const rows = id.startsWith("usr_")
    ? await all(`/v1/users/${id}/timeline`, { from, until, types: ["activity"] }, signal)
    : await all("/v1/worklist", { team: id }, signal);
  return rows.map((row) => eventOf(row, id)).filter((event) => event !== null);
}

async function all(path: string, asked: Record<string, string | string[]>, signal: AbortSignal): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: Page<Row> = await send("GET", path, { query: { ...asked, limit: LIMIT, cursor }, signal });
    found.push(...answer.data);
    cursor = answer.page.next_cursor;
    if (!cursor) break;
  }
  return found;
}
