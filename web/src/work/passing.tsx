import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField, TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { common } from "@/shared/words.ts";
import { today } from "@/words/format.ts";
import { plusDays, plusMonths } from "./clock.ts";
import { assign, putOff } from "./doing.ts";
import type { Doing } from "./types.ts";
import { w } from "./words.ts";

type Props = { row: Doing; onDone?: () => void; onClose: () => void };

function useSaving(onDone: (() => void) | undefined, onClose: () => void) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      onDone?.();
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return { problem, busy, save };
}

/** Until which day a task waits. */
export function UntilDialog({ row, onDone, onClose }: Props) {
  const [until, setUntil] = useState(plusDays(today(), 7));
  const { problem, busy, save } = useSaving(onDone, onClose);
  const later = [
    [w("tomorrow"), plusDays(today(), 1)],
    [w("inThreeDays"), plusDays(today(), 3)],
    [w("inAMonth"), `${plusMonths(today(), 1).slice(0, 8)}${lastDay(today())}`],
  ] as const;
  return (
    <Dialog
      title={w("putOffUntil")}
      onClose={onClose}
      onSubmit={() => void save(() => putOff(row, until))}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={!until}>
            {w("putOff")}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
      <p>{row.subject}</p>
      <div class="row">
        {later.map(([label, day]) => (
          <Button key={day} onClick={() => save(() => putOff(row, day))}>
            {label}
          </Button>
        ))}
      </div>
      <TextField type="date" label={w("until")} min={today()} value={until} onValue={setUntil} autoFocus />
    </Dialog>
  );
}

/** The same day of the next month, or its 28th. */
const lastDay = (day: string): string => (Number(day.slice(8)) > 28 ? "28" : day.slice(8));

/** To whom a task goes, in place of those who have it. */
export function GiveDialog({ row, onDone, onClose }: Props) {
  const [to, setTo] = useState<Choice[]>([]);
  const [reason, setReason] = useState("");
  const [grant, setGrant] = useState(false);
  const { problem, busy, save } = useSaving(onDone, onClose);
  const give = () =>
    assign(
      row,
      to.map(({ value, label }) => ({ id: value, title: label })),
      { ...(reason ? { reason } : {}), ...(grant ? { grant } : {}) },
    );
  return (
    <Dialog
      title={w("reassign")}
      onClose={onClose}
      onSubmit={() => to.length > 0 && void save(give)}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={!to.length}>
            {w("reassign")}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
      <p>{row.subject}</p>
      <Picker
        label={w("to")}
        many
        chosen={to}
        onChosen={setTo}
        find={colleaguesOf({ teams: true })}
        problem={problem?.about("assignees")}
      />
      <TextField label={w("why")} value={reason} onValue={setReason} />
      <CheckField label={w("grant")} checked={grant} onChecked={setGrant} />
    </Dialog>
  );
}
