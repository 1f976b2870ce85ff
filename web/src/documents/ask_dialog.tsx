import { useState } from "preact/hooks";
import { createRecord } from "@/api/records.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { say } from "@/shared/toast.tsx";
import { AskFields, type Asking, askOf, NOTHING_ASKED } from "./ask_fields.tsx";
import { w } from "./words.ts";

type Props = { document: { id: string; title: string }; onClose: () => void };

/** A task about a document that is there: somebody is to look at it. */
export function AskDialog({ document, onClose }: Props) {
  const [asking, setAsking] = useState<Asking>(NOTHING_ASKED);
  const save = async () => {
    const { subject, ...rest } = askOf(asking) ?? {};
    await createRecord("activities", {
      kind: "task",
      subject: subject ?? document.title,
      links: [document.id],
      ...rest,
    });
    say(w("isAsked"));
    onClose();
  };
  return (
    <FormDialog
      title={w("askAbout", { title: document.title })}
      action={w("ask")}
      disabled={asking.assignees.length === 0}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <AskFields
          about={[document.id]}
          asking={asking}
          onAsking={setAsking}
          subject={document.title}
          problem={problem}
        />
      )}
    </FormDialog>
  );
}
