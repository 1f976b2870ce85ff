import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextArea } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { complete } from "@/work/doing.ts";
import type { Activity } from "@/work/types.ts";
import { w } from "@/work/words.ts";
import { a } from "./words.ts";

/** A task is completed with what came of it. */
export function Outcome({ activity, onDone }: { activity: Activity; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await complete(activity, text.trim());
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  if (!open) {
    return (
      <div>
        <Button icon="check" onClick={() => setOpen(true)}>
          {a("completeWith")}
        </Button>
      </div>
    );
  }
  return (
    <form
      class="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ErrorNote problem={problem} />
      <TextArea label={a("outcome")} rows={3} value={text} onValue={setText} autoFocus />
      <div class="row">
        <Button kind="primary" type="submit" busy={busy}>
          {w("complete")}
        </Button>
        <Button onClick={() => setOpen(false)}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
