import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ErrorNote } from "./error_note.tsx";
import { common } from "./words.ts";

type Props = {
  title: string;
  /** What the button says; null where there is nothing to do but to close. */
  action?: string | null;
  /** It cannot be undone, or takes something away. */
  danger?: boolean;
  disabled?: boolean;
  wide?: boolean;
  onClose: () => void;
  /** What is done when it is pressed; what it throws is shown, and what was typed stays. It closes by itself only when
   * whoever made it takes it away. */
  save: () => Promise<void>;
  children: ComponentChildren | ((problem: ApiProblem | null) => ComponentChildren);
};

/** A dialog with a form that is sent. */
export function FormDialog({ title, action = common("save"), danger, disabled, wide, onClose, save, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const submit = async () => {
    if (disabled || busy || action === null) return;
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
      wide={wide ?? false}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common(action === null ? "close" : "cancel")}</Button>
          {action !== null && (
            <Button kind={danger ? "danger" : "primary"} type="submit" busy={busy} disabled={disabled}>
              {action}
            </Button>
          )}
        </>
      }
    >
      <ErrorNote problem={problem} />
      {typeof children === "function" ? children(problem) : children}
    </Dialog>
  );
}
