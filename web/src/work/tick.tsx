import { useEffect, useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { forgo } from "@/offline/queue.ts";
import { Icon } from "@/shared/icon.tsx";
import { complain } from "@/shared/toast.tsx";
import { complete, reopen, tickedAside } from "./doing.ts";
import type { Activity, Doing } from "./types.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  activity: Doing;
  onDone?: (made: Activity) => void;
  /** It is not there any more as it was shown. */
  onOutdated?: () => void;
  disabled?: boolean;
};

const OUTDATED: readonly number[] = [404, 409, 412];

/** Ticks a task off, or opens it again. It is shown at once, and taken back where the API refuses. */
export function TaskTick({ activity, onDone, onOutdated, disabled }: Props) {
  const [done, setDone] = useState(Boolean(activity.done_at));
  const [busy, setBusy] = useState(false);
  useEffect(() => setDone(Boolean(activity.done_at)), [activity.done_at]);
  const aside = tickedAside(activity.id);
  const isDone = done || aside !== undefined;
  const press = async () => {
    const before = done;
    setDone(!isDone);
    setBusy(true);
    try {
      if (aside) return await forgo(aside);
      const made = await (before ? reopen(activity) : complete(activity, undefined, () => setDone(false)));
      if (made) onDone?.(made);
      else setDone(false); // shown as done while it waits
    } catch (error) {
      setDone(before);
      complain(error);
      if (OUTDATED.includes(asProblem(error).status)) onOutdated?.();
    } finally {
      setBusy(false);
    }
  };
  const label = w(isDone ? "reopenIt" : "completeIt", { subject: activity.subject ?? "" });
  return (
    <button
      type="button"
      class={isDone ? "task-tick done" : "task-tick"}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation();
        if (!busy) void press(); // it keeps the focus, which what is disabled loses
      }}
    >
      <span>{isDone && <Icon name="check" />}</span>
    </button>
  );
}
