import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";

type Props = {
  title: string;
  what: string;
  action: string;
  onSubmit: () => Promise<unknown>;
  onProblem?: (problem: ApiProblem | null) => void;
  children: ComponentChildren;
};

/** A part of the settings that is a form of its own: what it does stands above it, what went wrong in it. */
export function SectionForm({ title, what, action, onSubmit, onProblem, children }: Props) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const tell = (told: ApiProblem | null) => {
    setProblem(told);
    onProblem?.(told);
  };
  const submit = async () => {
    setBusy(true);
    tell(null);
    try {
      await onSubmit();
    } catch (error) {
      tell(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{title}</h2>
      <p class="faint">{what}</p>
      {problem && problem.faults.length === 0 && <ErrorNote problem={problem} />}
      {children}
      <div>
        <Button type="submit" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
