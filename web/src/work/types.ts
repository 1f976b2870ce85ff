import type { Schemas } from "@/api/client.ts";
import type { Link } from "@/api/records.ts";

/** An activity in a list of work or on a timeline; a document stands on timelines too. */
export type Row = Schemas["ActivityRow"] & { at?: string; through?: string | Link | null; group?: Group };
export type Activity = Schemas["ActivityRecord"];
export type Participant = Schemas["KnownParticipant"];
export type Group = "overdue" | "today" | "upcoming" | "waiting";
export type Changes = Record<string, unknown>;

/** What rows and whole activities have in common, as far as it is shown. */
type Shown = Pick<
  Row,
  | "kind"
  | "subject"
  | "is_task"
  | "done_at"
  | "due_on"
  | "due_at"
  | "starts_at"
  | "ends_at"
  | "date"
  | "parent"
  | "recurrence"
  | "skipped"
>;
type Lists = { links?: Link[] | null; participants?: Participant[] | null; assignees?: Link[] | null };
export type Doing = Partial<Shown> & Lists & { id: string; version?: number };

export const isOpen = (row: Pick<Doing, "is_task" | "done_at">): boolean => row.is_task === true && !row.done_at;

/** When its task is due: a day or a moment. */
export const dueOf = (row: Pick<Doing, "due_on" | "due_at">): string | null => row.due_at || row.due_on || null;

/** When it takes place: a moment or a day. */
export const startOf = (row: Pick<Doing, "starts_at" | "date">): string | null => row.starts_at || row.date || null;

export function whoIs(participant: Participant): Link {
  const known = participant.user ?? participant.contact ?? participant.relation;
  const said = participant.name || participant.email || "";
  return known ? { ...known, title: known.title || said } : { id: "", title: said };
}

/** A whole activity as a row: lists give the first, timelines and worklists the second. */
export const rowOf = (activity: Activity): Row =>
  ({
    ...activity,
    type: "activity",
    title: activity.subject,
    links: activity.links ?? [],
    participants: activity.participants ?? [],
    assignees: activity.assignees ?? [],
    at: activity.done_at || startOf(activity) || dueOf(activity) || activity.created_at,
  }) as unknown as Row;
