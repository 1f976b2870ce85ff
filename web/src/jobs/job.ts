import { api, got, type Schemas } from "@/api/client.ts";

/** Something that is done with many records; see POST /v1/jobs. */
export type Job = Schemas["Job"];
export type ListedJob = Schemas["ListedJob"];
export type JobRow = Schemas["JobRow"];
export type Outcome = JobRow["outcome"];
/** Records of one type, by exactly one of these. */
export type Those = Schemas["Those"];
export type Begun = Schemas["Begin"];
export type Counted = Schemas["Count"];

const the = (id: string) => ({ path: { id } });

/** Begins it. The key makes that a second press, or a lost answer, begins no second one. */
export const begin = (body: Begun, key?: string): Promise<Job> =>
  got(api.POST("/v1/jobs", { params: { header: { "Idempotency-Key": key } }, body }));

export const readJob = (id: string, signal?: AbortSignal): Promise<Job> =>
  got(api.GET("/v1/jobs/{id}", { params: the(id), signal }));

export const listJobs = (cursor?: string | null): Promise<Schemas["JobPage"]> =>
  got(api.GET("/v1/jobs", { params: { query: { limit: 50, cursor } } }));

/** Few of those of which the names are asked for, each by itself; of a file as many as there is room for. */
export const rowsOfJob = (
  job: ListedJob,
  outcome?: Outcome,
  cursor?: string | null,
): Promise<Schemas["JobRowPage"]> => {
  const query = { outcome, cursor, limit: job.kind === "import" ? 50 : 10 };
  return got(api.GET("/v1/jobs/{id}/rows", { params: { ...the(job.id), query } }));
};

export const cancelJob = (id: string): Promise<Job> => got(api.POST("/v1/jobs/{id}/cancel", { params: the(id) }));

export const undoJob = (id: string): Promise<Job> => got(api.POST("/v1/jobs/{id}/undo", { params: the(id) }));

/** How many there are; asked before something is done with them. */
export const countOf = (those: Those, by?: string, signal?: AbortSignal): Promise<Counted> =>
  got(api.POST("/v1/counts", { body: { ...those, ...(by ? { by } : {}) }, signal }));

/** The browser saves the file; its address is good for a minute, and is asked for when somebody presses. */
export async function download(id: string): Promise<void> {
  const { url } = await got(api.GET("/v1/jobs/{id}/file", { params: the(id) }));
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
