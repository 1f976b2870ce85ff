import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { rename } from "./actions.ts";
import { w } from "./words.ts";

type Props = { document: { id: string; title: string }; onClose: () => void };

export function RenameDialog({ document, onClose }: Props) {
  const [title, setTitle] = useState(document.title);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = async () => {
    if (!title.trim() || title.trim() === document.title) return onClose();
    setBusy(true);
    try {
      await rename(document, title.trim());
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={w("rename")}
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {common("save")}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
      <TextField
        label={common("name")}
        value={title}
        onValue={setTitle}
        problem={problem?.about("title")}
        required
        autoFocus
      />
    </Dialog>
  );
}
