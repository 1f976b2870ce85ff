import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ErrorNote } from "./error_note.tsx";
import { common } from "./words.ts";

/** Another way out of the form than its button: busy, and refused, in the same way. */
type Act = (what: () => Promise<void>) => void;

type Props = {
  title: string;
  /** What the button says; null where there is nothing to do but to close. */
  action?: string | null;
  /** It cannot be undone, or takes something away. */
  danger?: boolean;
  disabled?: boolean;
  wide?: boolean;
  /** What the form calls a field that the API refuses. */
  label?: (field: string) => string;
  onClose: () => void;
  /** What is done when it is pressed; what it throws is shown, and what was typed stays. It closes by itself only when
   * whoever made it takes it away. */
  save: () => Promise<void>;
  children: ComponentChildren | ((problem: ApiProblem | null, act: Act) => ComponentChildren);
};

/** A dialog with a form that is sent. */
export function FormDialog(props: Props) {
  const { title, action = common("save"), danger, disabled, wide, label, onClose, save, children } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const act = async (what: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await what();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = () => {
    if (!disabled && action !== null) void act(save);
  };
  return (
    <Dialog
      title={title}
      wide={wide ?? false}
      onClose={onClose}
      onSubmit={submit}
      refused={problem}
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
      <ErrorNote problem={problem} {...(label ? { label } : {})} />
      {typeof children === "function" ? children(problem, act) : children}
    </Dialog>
  );
}
