import { timeZone } from "@/words/format.ts";
import { plusDays, wallOf } from "@/work/clock.ts";
import { dueOf, isOpen, type Row } from "@/work/types.ts";

/** Something in the calendar, in the reader's time. A task that only is due stands there at its due date. `start` and
 * `end` are as the clock shows them, of a whole day its midnights. */
export type Event = {
  row: Row;
  start: string;
  end: string;
  allDay: boolean;
  due: boolean;
  /** Whose it is, of those whose calendars are shown. */
  whose: string[];
};

const LEAST = 30;
const HALF_HOUR_MS = LEAST * 60_000;

export function eventOf(row: Row, whose: string): Event | null {
  const zone = timeZone();
  if (row.starts_at) {
    const start = wallOf(row.starts_at, zone);
    const ends = Math.max(Date.parse(row.ends_at ?? row.starts_at), Date.parse(row.starts_at) + HALF_HOUR_MS);
    return { row, start, end: wallOf(new Date(ends).toISOString(), zone), allDay: false, due: false, whose: [whose] };
  }
  if (row.date) return wholeDay(row, row.date, whose, false);
  const due = dueOf(row);
  if (!due || !isOpen(row)) return null;
  if (due.length === 10) return wholeDay(row, due, whose, true);
  const start = wallOf(due, zone);
  const end = wallOf(new Date(Date.parse(due) + HALF_HOUR_MS).toISOString(), zone);
  return { row, start, end, allDay: false, due: true, whose: [whose] };
}

function wholeDay(row: Row, day: string, whose: string, due: boolean): Event {
  return { row, start: `${day}T00:00`, end: `${plusDays(day, 1)}T00:00`, allDay: true, due, whose: [whose] };
}

/** What several take part in stands there once. */
export function together(lists: readonly Event[][]): Event[] {
  const known = new Map<string, Event>();
  for (const event of lists.flat()) {
    const before = known.get(event.row.id);
    known.set(event.row.id, before ? { ...before, whose: [...new Set([...before.whose, ...event.whose])] } : event);
  }
  return [...known.values()].sort((a, b) => a.start.localeCompare(b.start) || a.row.title.localeCompare(b.row.title));
}

/** Those of a day: what began before and has not ended is there too. */
export const onDay = (events: readonly Event[], day: string): Event[] =>
  events.filter(({ start, end }) => start < `${plusDays(day, 1)}T00:00` && end > `${day}T00:00`);

export type Placed = { event: Event; from: number; until: number; column: number; columns: number };

/** Where what has a time stands in its day: minutes from midnight, and beside what it overlaps with. */
export function placed(events: readonly Event[], day: string): Placed[] {
  const minutes = (wall: string) =>
    Math.min(Math.max((Date.parse(`${wall}Z`) - Date.parse(`${day}T00:00Z`)) / 60_000, 0), 24 * 60);
  const made: Placed[] = [];
  let cluster: Placed[] = [];
  let end = 0;
  const close = () => {
    const columns = Math.max(0, ...cluster.map((each) => each.column)) + 1;
    for (const each of cluster) each.columns = columns;
    cluster = [];
  };
  for (const event of onDay(events, day).filter((each) => !each.allDay)) {
    const from = minutes(event.start);
    const until = Math.max(minutes(event.end), Math.min(from + LEAST, 24 * 60));
    if (from >= end) close();
    const taken = new Set(cluster.filter((each) => each.until > from).map((each) => each.column));
    let column = 0;
    while (taken.has(column)) column += 1;
    const one = { event, from, until, column, columns: 1 };
    cluster.push(one);
    made.push(one);
    end = Math.max(end, until);
  }
  close();
  return made;
}
