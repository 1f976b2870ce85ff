import { ApiProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { archiveRecord, pluralOf, restoreRecord } from "@/api/records.ts";
import { type Sending, send } from "@/api/send.ts";
import { forgo, putAside, unsent, type Waiting } from "@/offline/queue.ts";
import { say } from "@/shared/toast.tsx";
import { day } from "@/words/format.ts";
import { type Activity, type Doing, whoIs } from "./types.ts";
import { w } from "./words.ts";

/** What is done with an activity: each tells what happened, gives a way back where there is one, and has what shows it
 * asked anew. */
const at = (id: string, verb = ""): string => `/v1/activities/${encodeURIComponent(id)}${verb && `/${verb}`}`;

const SOON = 30;
const waiting = new Set<string>();

/** Asked again, once for one change, though several tell of it; what changes after that is asked for once more. */
export function freshen(prefix: string): void {
  if (waiting.has(prefix)) return;
  waiting.add(prefix);
  setTimeout(() => {
    waiting.delete(prefix);
    stale(prefix);
  }, SOON);
}

/** What shows this activity is asked again. */
export function changed(row: Partial<Doing>): void {
  freshen("/v1/worklist");
  freshen("/v1/users/");
  if (row.id) freshen(at(row.id));
  const beside = [...(row.links ?? []), ...(row.participants ?? []).map(whoIs), ...(row.parent ? [row.parent] : [])];
  for (const id of new Set(beside.map((each) => each.id).filter(Boolean))) {
    const plural = pluralOf(id);
    if (!plural || plural === "users") continue;
    freshen(`/v1/${plural}/${id}/timeline`);
    freshen(`/v1/${plural}/${id}/brief`);
  }
}

async function told(row: Doing, verb: string, body?: unknown, sending: Sending = {}): Promise<Activity> {
  const answer = await send<Activity>("POST", at(row.id, verb), { ...sending, body });
  changed(row);
  return answer;
}

const subject = (row: Doing): { subject: string } => ({ subject: row.subject ?? "" });

/** What was ticked off without a network, and waits to be sent. */
export const tickedAside = (id: string): Waiting | undefined =>
  unsent.value.find((each) => each.path === at(id, "complete"));

/** `onUndone` is for whoever shows it as done before it was read again. Null where there is no network: it waits to be
 * sent, as of the version that was seen here. */
export async function complete(row: Doing, outcome?: string, onUndone?: () => void): Promise<Activity | null> {
  if (tickedAside(row.id)) return null;
  const body = outcome ? { outcome } : {};
  const key = crypto.randomUUID();
  let made: Activity;
  try {
    made = await told(row, "complete", body, { key, ifMatch: row.version });
  } catch (error) {
    const status = error instanceof ApiProblem ? error.status : null;
    if (status === 412) changed(row);
    if (status !== 0 || !(await isPutAside(row, key, body))) throw error;
    const aside = tickedAside(row.id);
    say(w("completedLater", subject(row)), { undo: () => aside && forgo(aside) });
    return null;
  }
  const undo = () => told(row, "reopen").then(onUndone);
  say(made.next ? w("completedNext") : w("completed", subject(row)), { undo });
  return made;
}

/** Not where the browser keeps nothing, or where it is not known what was seen. */
async function isPutAside(row: Doing, key: string, body: Record<string, unknown>): Promise<boolean> {
  if (row.version === undefined) return false;
  const told = { path: at(row.id, "complete"), version: row.version, about: row.subject ?? "" };
  return putAside(key, body, told).then(
    () => true,
    () => false,
  );
}

export async function reopen(row: Doing): Promise<Activity> {
  const made = await told(row, "reopen");
  say(w("reopened"));
  return made;
}

export async function skip(row: Doing): Promise<Activity> {
  const made = await told(row, "skip");
  say(w("skipped"), { undo: () => told(row, "reopen") });
  return made;
}

/** Until a day, or back at once (null). */
export async function putOff(row: Doing & { follow_up_on?: string | null }, until: string | null): Promise<Activity> {
  const before = row.follow_up_on ?? null;
  const made = await told(row, "follow-up", { until });
  say(until ? w("putOffTo", { day: day(until) }) : w("putBack"), {
    undo: () => told(row, "follow-up", { until: before }),
  });
  return made;
}

export async function take(row: Doing): Promise<Activity> {
  const made = await told(row, "take");
  say(w("taken"), { undo: () => told(row, "give-back") });
  return made;
}

export async function giveBack(row: Doing): Promise<Activity> {
  const made = await told(row, "give-back");
  say(w("givenBack"), { undo: () => told(row, "take") });
  return made;
}

type Giving = { reason?: string; grant?: boolean };

export async function assign(row: Doing, to: { id: string; title: string }[], giving: Giving = {}): Promise<Activity> {
  const before = (row.assignees ?? []).map((each) => ({ id: each.id }));
  const assignees = to.map((each) => ({ id: each.id }));
  const made = await told(row, "assign", { assignees, ...giving });
  say(w("reassigned", { who: to.map((each) => each.title).join(", ") }), {
    undo: before.length ? () => told(row, "assign", { assignees: before }) : undefined,
  });
  return made;
}

export async function publish(row: Doing): Promise<Activity> {
  const made = await told(row, "publish");
  say(w("published"), { undo: () => told(row, "withdraw") });
  return made;
}

export async function withdraw(row: Doing): Promise<Activity> {
  const made = await told(row, "withdraw");
  say(w("withdrawn"), { undo: () => told(row, "publish") });
  return made;
}

export async function archive(row: Doing): Promise<void> {
  await archiveRecord("activities", row.id);
  changed(row);
  say(w("archived", subject(row)), {
    undo: async () => {
      await restoreRecord("activities", row.id);
      changed(row);
    },
  });
}
