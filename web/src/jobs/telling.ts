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

type Word = Parameters<typeof w>[0];
const TOLD: Record<string, Partial<Record<Outcome, Word>>> = {
  archive: { changed: "archived" },
  undo: { changed: "restored" },
  merge: { changed: "merged" },
  import: { changed: "imported" },
  export: { unchanged: "exported" },
  find_duplicates: { changed: "pairsFound", unchanged: "pairsKnown" },
};
const TOLD_OF = ["changed", "unchanged", "refused", "gone", "since_changed"] as const;

/** What became of the records, such as `12 changed, 2 refused`. */
export function outcomes(job: ListedJob): string {
  const told = TOLD_OF.flatMap((each) => (job.counts[each] > 0 && isTold(job, each) ? [outcome(job, each)] : []));
  return told.join(", ") || w(job.kind === "find_duplicates" ? "noneFound" : "nothing");
}

/** What a merge leaves as it is, is of no use to anybody. */
const isTold = (job: ListedJob, which: Outcome): boolean => job.kind !== "merge" || which !== "unchanged";

const outcome = (job: ListedJob, which: Outcome): string =>
  w(TOLD[job.kind]?.[which] ?? which, { n: job.counts[which] });

const STATES = { running: "going", done: "done", stopped: "stopped", cancelled: "cancelled" } as const;

export function stateOf(job: Pick<ListedJob, "state">): string {
  return w(STATES[job.state]);
}

export function progressText(job: ListedJob): string {
  if (job.left === null) return w("going");
  return w("ofFound", { done: number(job.found - job.left), found: number(job.found) });
}
