import type { Schemas } from "@/api/client.ts";
import type { Page } from "@/api/records.ts";
import { send } from "@/api/send.ts";

/** Something that is done with many records; see POST /v1/jobs. */
export type Job = Schemas["Job"];
export type ListedJob = Schemas["ListedJob"];
export type JobRow = Schemas["JobRow"];
export type Outcome = JobRow["outcome"];
/** Records of one type, by exactly one of these. */
export type Those = { of: string; ids?: string[]; criteria?: unknown; selection?: string };
export type Begun = { kind: string; those?: Those; what?: Record<string, unknown>; expects?: number };
export type Counted = { count: number; complete: boolean; by?: Record<string, number> | null };

const at = (id: string): string => `/v1/jobs/${encodeURIComponent(id)}`;

/** Begins it. The key makes that a second press, or a lost answer, begins no second one. */
export const begin = (job: Begun, key?: string): Promise<Job> =>
  send("POST", "/v1/jobs", { body: job, ...(key ? { key } : {}) });

export const readJob = (id: string, signal?: AbortSignal): Promise<Job> => send("GET", at(id), { signal });

export const listJobs = (cursor?: string | null): Promise<Page<ListedJob>> =>
  send("GET", "/v1/jobs", { query: { limit: 50, cursor } });

export const rowsOfJob = (id: string, outcome?: Outcome, cursor?: string | null): Promise<Page<JobRow>> =>
  send("GET", `${at(id)}/rows`, { query: { outcome, cursor, limit: 50 } });

export const cancelJob = (id: string): Promise<Job> => send("POST", `${at(id)}/cancel`);

export const undoJob = (id: string): Promise<Job> => send("POST", `${at(id)}/undo`);

/** How many there are; asked before something is done with them. */
export const countOf = (those: Those, by?: string, signal?: AbortSignal): Promise<Counted> =>
  send("POST", "/v1/counts", { body: { ...those, ...(by ? { by } : {}) }, signal });

/** The browser saves the file; its address is good for a minute, and is asked for when somebody presses. */
export async function download(id: string): Promise<void> {
  const { url } = await send<Schemas["JobFileAddress"]>("GET", `${at(id)}/file`);
  const link = document.createElement("a");
  link.href = url;
  link.rel = "noopener";
  link.download = "";
  link.click();
}

export const isOver = (job: { state: string }): boolean => job.state !== "running";

/** Whether it can be undone now, and was not. */
export function isUndoable(job: ListedJob, now: number = Date.now()): boolean {
  const until = job.undo_until ? Date.parse(job.undo_until) : 0;
  return isOver(job) && until > now && !job.undone_by && job.counts.changed > 0;
}

/** Of all that it has to deal with, 0 to 1; null where nobody knows. */
export function share(job: ListedJob): number | null {
  if (isOver(job)) return 1;
  if (job.left === null || job.found === 0) return null;
  return Math.min(1, Math.max(0, (job.found - job.left) / job.found));
}
