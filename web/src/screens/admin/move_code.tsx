import { useState } from "preact/hooks";
import { changeRecord } from "@/api/records.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { c } from "./code_words.ts";
import { type Code, changed, placesFor, told } from "./codes.ts";

type Props = { table: string; code: Code; onClose: () => void };

/** Puts a code, with all that stands below it, below another or on top. */
export function MoveCode({ table, code, onClose }: Props) {
  const before: Choice[] = code.parent ? [{ value: code.parent.id, label: code.parent.title ?? code.parent.id }] : [];
  const [to, setTo] = useState(before);
  const put = async (parent: string | undefined) => {
    await changeRecord("codes", code.id, { parent: parent ? { id: parent } : null });
    changed(table);
  };
  const save = async () => {
    await put(to[0]?.value);
    say(c("moved", { name: told(code) }), { undo: () => put(before[0]?.value) });
    onClose();
  };
  const isSame = to[0]?.value === before[0]?.value;
  return (
    <FormDialog
      title={c("moveOf", { name: told(code) })}
      action={c("move")}
      disabled={isSame}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <Picker
          label={c("below")}
          help={c("belowHelp")}
          chosen={to}
          onChosen={(chosen) => setTo(chosen.slice(-1))}
          find={placesFor(table, code)}
          problem={problem?.about("parent")}
        />
      )}
    </FormDialog>
  );
}
