import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { createRecord } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { AskFields, type Asking, askOf, NOTHING_ASKED } from "./ask_fields.tsx";
import { w } from "./words.ts";

type Props = { document: { id: string; title: string }; onClose: () => void };

/** A task about a document that is there: somebody is to look at it. */
export function AskDialog({ document, onClose }: Props) {
  const [asking, setAsking] = useState<Asking>(NOTHING_ASKED);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = async () => {
    setBusy(true);
    try {
      const { subject, ...rest } = askOf(asking) ?? {};
      await createRecord("activities", {
        kind: "task",
        subject: subject ?? document.title,
        links: [document.id],
        ...rest,
      });
      say(w("isAsked"));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={w("askAbout", { title: document.title })}
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={asking.assignees.length === 0}>
            {w("ask")}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
      <AskFields asking={asking} onAsking={setAsking} subject={document.title} problem={problem} />
    </Dialog>
  );
}
