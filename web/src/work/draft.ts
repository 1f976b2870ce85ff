import { me } from "@/api/session.ts";
import type { Choice } from "@/shared/picker.tsx";
import { timeZone } from "@/words/format.ts";
import { momentOf, nextHour, plusMinutes, wallNow, wallOf } from "./clock.ts";
import { htmlOf, typedOf } from "./rich.ts";
import { type Activity, type Changes, type Participant, whoIs } from "./types.ts";

/** An activity as the composer has it: times as the wall clock of its zone shows them, text as one types it. */
export type Draft = {
  kind: string;
  subject: string;
  text: string;
  direction: "in" | "out" | "none";
  number: string;
  allDay: boolean;
  start: string;
  end: string;
  day: string;
  zone: string;
  place: string;
  people: Choice[];
  links: Choice[];
  visibility: "" | "shared" | "internal";
  priority: "low" | "normal" | "high";
  isTask: boolean;
  assignees: Choice[];
  due: string;
  dueTime: string;
  term: "" | "deadline" | "pending";
  recurrence: string;
  parent: string;
  outcome: string;
};

export const MEETINGS = ["appointment", "meeting", "visit"];
export const MESSAGES = ["phone_call", "email", "letter", "fax"];
const HOUR = 60;

/** What a new one of a kind begins with: a call is now, an appointment at the next hour for an hour. */
export function begun(kind: string, given: Partial<Draft> = {}): Draft {
  const planned = MEETINGS.includes(kind);
  const start = planned ? nextHour() : MESSAGES.includes(kind) ? wallNow() : "";
  return {
    ...EMPTY,
    kind,
    direction: MESSAGES.includes(kind) ? "out" : "none",
    start,
    end: planned ? plusMinutes(start, HOUR) : "",
    zone: timeZone(),
    isTask: kind === "task",
    assignees: kind === "task" ? mine() : [],
    ...given,
  };
}

/** Another kind for what was typed already: what only belonged to the first one goes, what was typed stays. */
export function turned(draft: Draft, kind: string): Draft {
  const fresh = begun(kind);
  const { direction, start, end, isTask } = fresh;
  const kept = draft.isTask && draft.kind !== "task";
  return {
    ...draft,
    kind,
    direction,
    start: draft.start && start ? draft.start : start,
    end,
    isTask: isTask || kept,
    assignees: draft.assignees.length ? draft.assignees : fresh.assignees,
  };
}

const mine = (): Choice[] => (me.value ? [{ value: me.value.id, label: me.value.name }] : []);

const EMPTY: Draft = {
  kind: "note",
  subject: "",
  text: "",
  direction: "none",
  number: "",
  allDay: false,
  start: "",
  end: "",
  day: "",
  zone: "UTC",
  place: "",
  people: [],
  links: [],
  visibility: "",
  priority: "normal",
  isTask: false,
  assignees: [],
  due: "",
  dueTime: "",
  term: "",
  recurrence: "",
  parent: "",
  outcome: "",
};

// ------------------------------------------------------------------------------------------------- as the API has it

export function bodyOf(draft: Draft): Changes {
  const { kind, direction, priority } = draft;
  return {
    kind,
    subject: draft.subject.trim(),
    text: draft.text.trim() ? htmlOf(draft.text) : null,
    direction,
    priority,
    number: draft.number.trim() || null,
    place: draft.place.trim() || null,
    outcome: draft.outcome.trim() || null,
    visibility: draft.visibility || null,
    parent: draft.parent ? { id: draft.parent } : null,
    links: draft.links.map(({ value }) => ({ id: value })),
    participants: draft.people.map(participantOf),
    is_task: draft.isTask,
    ...times(draft),
    ...task(draft),
  };
}

function times({ allDay, day, start, end, zone }: Draft): Changes {
  const timed = !allDay && start !== "";
  return {
    date: allDay && day ? day : null,
    starts_at: timed ? momentOf(start, zone) : null,
    ends_at: timed && end ? momentOf(end, zone) : null,
    time_zone: zone,
  };
}

function task({ isTask, assignees, due, dueTime, term, recurrence, zone }: Draft): Changes {
  const timed = isTask && due !== "" && dueTime !== "";
  return {
    assignees: isTask ? assignees.map(({ value }) => ({ id: value })) : [],
    due_on: isTask && due && !timed ? due : null,
    due_at: timed ? momentOf(`${due}T${dueTime}`, zone) : null,
    term: (isTask && term) || null,
    recurrence: (isTask && recurrence) || null,
  };
}

/** Without what is empty, as a new one is sent. */
export const filled = (body: Changes): Changes =>
  Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

/** What is different, as a merge patch. */
export function changesIn(before: Draft, after: Draft): Changes {
  const was = bodyOf(before);
  const is = bodyOf(after);
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(was[name]);
  return Object.fromEntries(Object.entries(is).filter(differs));
}

export function draftOf(activity: Activity): Draft {
  const zone = activity.time_zone || timeZone();
  const due = activity.due_at ? wallOf(activity.due_at, zone) : (activity.due_on ?? "");
  return {
    ...EMPTY,
    kind: activity.kind ?? "note",
    subject: activity.subject ?? "",
    text: typedOf(activity.text ?? ""),
    direction: activity.direction ?? "none",
    number: activity.number ?? "",
    allDay: Boolean(activity.date),
    start: activity.starts_at ? wallOf(activity.starts_at, zone) : "",
    end: activity.ends_at ? wallOf(activity.ends_at, zone) : "",
    day: activity.date ?? "",
    zone,
    place: activity.place ?? "",
    people: (activity.participants ?? []).map(choiceOf),
    links: (activity.links ?? []).map((link) => ({ value: link.id, label: link.title || link.id })),
    visibility: activity.visibility ?? "",
    priority: activity.priority ?? "normal",
    isTask: activity.is_task === true,
    assignees: (activity.assignees ?? []).map((link) => ({ value: link.id, label: link.title || link.id })),
    due: due.slice(0, 10),
    dueTime: due.slice(11, 16),
    term: activity.term ?? "",
    recurrence: activity.recurrence ?? "",
    parent: activity.parent?.id ?? "",
    outcome: activity.outcome ?? "",
  };
}

// ------------------------------------------------------------------------------------------------------------ people

const FIELDS: Record<string, string> = { usr: "user", con: "contact", rel: "relation" };

/** A choice tells who it is by an id, a mail address or a name, and keeps its part behind a bar. */
function participantOf({ value }: Choice): Changes {
  const [who = "", part] = value.split("|");
  const field = FIELDS[who.slice(0, 3)];
  const told = field && who[3] === "_" ? { [field]: { id: who } } : who.includes("@") ? { email: who } : { name: who };
  return { ...told, ...(part ? { part } : {}) };
}

function choiceOf(participant: Participant): Choice {
  const { id, title } = whoIs(participant);
  const who = id || participant.email || participant.name || "";
  return { value: participant.part ? `${who}|${participant.part}` : who, label: title || who };
}
