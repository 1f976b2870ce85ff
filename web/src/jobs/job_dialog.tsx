import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useOnce } from "@/api/once.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { wrote } from "@/api/written.ts";
import { labelOf } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { type Begun, begin, isOver, isUndoable, type Job, undoJob } from "./job.ts";
import { JobProgress } from "./progress.tsx";
import { outcomes } from "./telling.ts";

type Props = {
  title: string;
  /** What is begun when it is confirmed; null while something is missing. */
  job: Begun | null;
  /** What the button says, such as `Change 12 relations`. */
  action: string;
  danger?: boolean;
  children?: ComponentChildren;
  onDone?: (job: Job) => void;
  onClose: () => void;
};

/** Asks what is done with many records, begins it, and shows how far it is. What was done at once, and all of it, is
 * only said, with an undo. */
export function JobDialog({ title, job, action, danger, children, onDone, onClose }: Props) {
  const [begun, setBegun] = useState<Job | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const once = useOnce();
  const over = (done: Job) => {
    if (done.kind === "export") return onDone?.(done);
    touched(done);
    onDone?.(done);
  };
  const start = async () => {
    if (!job) return;
    setBusy(true);
    setProblem(null);
    try {
      const made = await begin(job, once(job));
      if (isOver(made)) over(made);
      if (isOver(made) && made.state === "done" && isSmooth(made)) {
        said(made);
        return onClose();
      }
      setBegun(made);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  if (begun) {
    return (
      <Dialog title={title} onClose={onClose} footer={<Button onClick={onClose}>{common("close")}</Button>}>
        <JobProgress id={begun.id} onDone={over} onUndone={over} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={start}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind={danger ? "danger" : "primary"} type="submit" busy={busy} disabled={!job}>
            {action}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} label={(field) => labelOf(field.replace(/^what\./, ""), job?.those?.of)} />
      {children}
    </Dialog>
  );
}

const isSmooth = (job: Job): boolean => job.counts.refused === 0 && job.counts.since_changed === 0 && !job.file;

function said(job: Job): void {
  const undo = async () => {
    const undone = await undoJob(job.id);
    touched(job);
    say(outcomes(undone));
  };
  say(outcomes(job), isUndoable(job) ? { undo } : {});
}

const PLURALS: Record<string, string> = { address: "addresses", activity: "activities", supply: "supplies" };

/** What the job may have changed is asked again, as far as anything of it is kept here. */
function touched(job: Job): void {
  const plural = PLURALS[job.of] ?? `${job.of.replaceAll("_", "-")}s`;
  wrote({ plural });
  stale(`/v1/${plural}`);
  stale("/v1/counts");
}
