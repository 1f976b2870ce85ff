import { useEffect, useState } from "preact/hooks";
import { Icon } from "@/shared/icon.tsx";
import { complain } from "@/shared/toast.tsx";
import { complete, reopen } from "./doing.ts";
import type { Activity, Doing } from "./types.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = { activity: Doing; onDone?: (made: Activity) => void; disabled?: boolean };

/** Ticks a task off, or opens it again. It is shown at once, and taken back where the API refuses. */
export function TaskTick({ activity, onDone, disabled }: Props) {
  const [done, setDone] = useState(Boolean(activity.done_at));
  const [busy, setBusy] = useState(false);
  useEffect(() => setDone(Boolean(activity.done_at)), [activity.done_at]);
  const press = async () => {
    const before = done;
    setDone(!before);
    setBusy(true);
    try {
      const made = await (before ? reopen(activity) : complete(activity, undefined, () => setDone(false)));
      onDone?.(made);
    } catch (error) {
      setDone(before);
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  const label = w(done ? "reopenIt" : "completeIt", { subject: activity.subject ?? "" });
  return (
    <button
      type="button"
      class={done ? "task-tick done" : "task-tick"}
      aria-pressed={done}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      onClick={(event) => {
        event.stopPropagation();
        void press();
      }}
    >
      <span>{done && <Icon name="check" />}</span>
    </button>
  );
}
