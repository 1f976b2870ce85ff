import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { common } from "@/shared/words.ts";
import { rename } from "./actions.ts";
import { w } from "./words.ts";

type Props = { document: { id: string; title: string }; onClose: () => void };

export function RenameDialog({ document, onClose }: Props) {
  const [title, setTitle] = useState(document.title);
  const save = async () => {
    const name = title.trim();
    if (name && name !== document.title) await rename(document, name);
    onClose();
  };
  return (
    <FormDialog title={w("rename")} save={save} onClose={onClose}>
      {(problem) => (
        <TextField
          label={common("name")}
          value={title}
          onValue={setTitle}
          problem={problem?.about("title")}
          required
          autoFocus
        />
      )}
    </FormDialog>
  );
}
