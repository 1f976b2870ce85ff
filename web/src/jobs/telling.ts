import { typeNames } from "@/fields/index.ts";
import { number } from "@/words/format.ts";
import type { ListedJob, Outcome } from "./job.ts";
import { w } from "./words.ts";

const KINDS = ["change", "archive", "export", "import", "merge", "undo", "renew", "find_duplicates", "merge_choices"];

/** What a job is, such as `Change relations`. */
export function titleOf(job: Pick<ListedJob, "kind" | "of">): string {
  const what = typeNames(job.of);
  return KINDS.includes(job.kind) ? w(`kind_${job.kind}` as Parameters<typeof w>[0], { what }) : `${job.kind} ${what}`;
}

const CHANGED: Record<string, "archived" | "restored" | "merged"> = {
  archive: "archived",
  undo: "restored",
  merge: "merged",
};

/** What became of the records, such as `12 changed, 2 refused`. */
export function outcomes(job: ListedJob): string {
  const told = (["changed", "unchanged", "refused", "gone", "since_changed"] as const).flatMap((each) =>
    job.counts[each] > 0 ? [outcome(job, each)] : [],
  );
  return told.join(", ") || w("nothing");
}

function outcome(job: ListedJob, which: Outcome): string {
  const n = job.counts[which];
  if (which === "changed") return w(CHANGED[job.kind] ?? "changed", { n });
  if (which === "unchanged" && job.kind === "export") return w("exported", { n });
  return w(which, { n });
}

const STATES = { running: "going", done: "done", stopped: "stopped", cancelled: "cancelled" } as const;

export function stateOf(job: Pick<ListedJob, "state">): string {
  return w(STATES[job.state]);
}

export function progressText(job: ListedJob): string {
  if (job.left === null) return w("going");
  return w("ofFound", { done: number(job.found - job.left), found: number(job.found) });
}
