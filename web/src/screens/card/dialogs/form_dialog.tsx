import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { common } from "@/shared/words.ts";

type Props = {
  title: string;
  action: string;
  disabled?: boolean;
  onClose: () => void;
  /** What is done when it is pressed; what it throws is shown, and what was typed stays. */
  save: () => Promise<void>;
  children: (problem: ApiProblem | null) => ComponentChildren;
};

/** A dialog with a short form. */
export function FormDialog({ title, action, disabled, onClose, save, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const submit = async () => {
    if (disabled || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await save();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={disabled}>
            {action}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
      {children(problem)}
    </Dialog>
  );
}
