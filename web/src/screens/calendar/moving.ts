import { asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { changeRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { complain, say } from "@/shared/toast.tsx";
import { longDay, timeZone } from "@/words/format.ts";
import { minutesBetween, momentOf, plusDays, plusMinutes, wallNow } from "@/work/clock.ts";
import type { Changes } from "@/work/types.ts";
import type { Event } from "./events.ts";
import { k } from "./words.ts";

/** What is done or over stays where it was, and a mail when it was sent. */
export const isMovable = ({ row, end }: Event): boolean =>
  may("activity.edit") && !row.done_at && !row.mail && (row.is_task === true || end > wallNow());

/** As it is when it begins at `start`: it lasts as long as before. */
export function movedTo(event: Event, start: string): Event {
  const length = minutesBetween(`${event.start}Z`, `${event.end}Z`);
  return { ...event, start, end: plusMinutes(start, length) };
}

export function movedBy(event: Event, days: number, minutes = 0): Event {
  const day = plusDays(event.start.slice(0, 10), days);
  const start = `${day}${event.start.slice(10)}`;
  return movedTo(event, event.allDay ? start : plusMinutes(start, minutes));
}

const CALENDARS = "/v1/users/calendar";

/** Several moves on end are one: from where it stood first, each as of the version that the one before made. */
type Going = { from: Event; last: Promise<number> };
const going = new Map<string, Going>();
const versions = new Map<string, number>(); // newer than those that were read

async function change(id: string, changes: Changes, seen: number): Promise<number> {
  const made = await changeRecord("activities", id, changes, Math.max(seen, versions.get(id) ?? 0));
  versions.set(id, made.version);
  return made.version;
}

/** Keeps where it was moved to, with a way back. */
export async function keepMoved(before: Event, after: Event): Promise<void> {
  const { id, version, subject, title } = before.row;
  const earlier = going.get(id);
  const from = earlier?.from ?? before;
  const last = (earlier?.last ?? Promise.resolve(version)).then((seen) => change(id, timesOf(after, before), seen));
  const mine: Going = { from, last };
  const isLast = () => going.get(id) === mine;
  going.set(id, mine);
  try {
    const made = await last;
    if (!isLast()) return;
    say(k("moved", { subject: subject ?? title, day: longDay(after.start.slice(0, 10)) }), {
      undo: async () => {
        await change(id, timesOf(from, from), made);
        stale(CALENDARS);
      },
    });
    stale("/v1/worklist");
    stale(`/v1/activities/${id}`);
  } catch (error) {
    if (isLast()) complain(asProblem(error));
  }
  if (!isLast()) return;
  going.delete(id);
  stale(CALENDARS);
}

/** The fields that say when, in the way in which the activity had them. */
function timesOf(event: Event, { row }: Event): Changes {
  const zone = timeZone();
  const day = event.start.slice(0, 10);
  if (event.due) return event.allDay ? { due_on: day } : { due_at: momentOf(event.start, zone) };
  if (event.allDay) return { date: day };
  const starts_at = momentOf(event.start, zone);
  if (!row.ends_at || !row.starts_at) return { starts_at };
  const length = minutesBetween(row.starts_at, row.ends_at);
  return { starts_at, ends_at: momentOf(plusMinutes(event.start, length), zone) };
}
