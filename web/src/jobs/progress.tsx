import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Badge, type Tone } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Skeleton } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { bytes, day } from "@/words/format.ts";
import { cancelJob, download, isOver, isUndoable, type Job, type ListedJob, share, undoJob } from "./job.ts";
import { Refused } from "./refused.tsx";
import { outcomes, progressText, stateOf, titleOf } from "./telling.ts";
import { useJob } from "./watching.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  id: string;
  /** Told once, when it is over. */
  onDone?: (job: Job) => void;
  /** Told when it is being undone, by another job, which is shown in its place. */
  onUndone?: (job: Job) => void;
};

/** How far a job is, what became of the records, and what can be done about it. */
export function JobProgress({ id, onDone, onUndone }: Props) {
  const [shown, setShown] = useState(id);
  const { data: job, problem, reload, set } = useJob(shown, shown === id ? onDone : onUndone);
  if (!job) return problem ? <ErrorNote problem={problem} retry={reload} /> : <Skeleton lines={2} />;
  return (
    <section class="job" aria-label={titleOf(job)}>
      <div class="row between">
        <strong>{titleOf(job)}</strong>
        <JobState job={job} />
      </div>
      <Bar job={job} />
      <p role="status">{isOver(job) ? outcomes(job) : progressText(job)}</p>
      {job.stopped_because && <p class="fault">{job.stopped_because}</p>}
      {!isOver(job) && <p class="faint small">{w("leave")}</p>}
      <JobActions job={job} onJob={set} onUndo={(undo) => setShown(undo.id)} />
      {job.counts.refused + job.counts.since_changed > 0 && <Refused job={job} />}
    </section>
  );
}

const TONES: Record<ListedJob["state"], Tone> = { running: "accent", done: "good", stopped: "bad", cancelled: "warn" };

export function JobState({ job }: { job: ListedJob }) {
  return job.undone_by ? <Badge>{w("undone")}</Badge> : <Badge tone={TONES[job.state]}>{stateOf(job)}</Badge>;
}

function Bar({ job }: { job: ListedJob }) {
  const done = share(job);
  const value = done === null ? {} : { value: done };
  return isOver(job) ? null : <progress class="job-bar" max={1} {...value} aria-label={progressText(job)} />;
}

type Acted = { job: ListedJob; onJob?: (job: Job) => void; onUndo?: (job: Job) => void };

/** Stop, undo, and the file it made: what can be done with a job as it is now. */
export function JobActions({ job, onJob, onUndo }: Acted) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    await work().catch((error) => setProblem(asProblem(error)));
    setBusy(false);
  };
  return (
    <>
      <ErrorNote problem={problem} />
      <div class="row">
        {job.file && (
          <Button kind="primary" icon="download" busy={busy} onClick={() => run(() => download(job.id))}>
            {w("download", { name: job.file.file_name })}
          </Button>
        )}
        {job.file && (
          <span class="faint small">
            {bytes(job.file.size)}, {w("until", { day: day(job.file.until) })}
          </span>
        )}
        {!isOver(job) && (
          <Button icon="close" busy={busy} onClick={() => run(async () => onJob?.(await cancelJob(job.id)))}>
            {w("stop")}
          </Button>
        )}
        {isUndoable(job) && (
          <Button icon="restore" busy={busy} onClick={() => run(async () => onUndo?.(await undoJob(job.id)))}>
            {common("undo")}
          </Button>
        )}
      </div>
    </>
  );
}
