import { useState } from "preact/hooks";
import { api, type Schemas } from "@/api/client.ts";
import { createRecord, listRecords, type RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** Puts the record into a selection that is kept by hand; a new one is made by its name. */
export function SelectionDialog({ onClose }: { onClose: () => void }) {
  const { record, title, type } = useCard();
  const [chosen, setChosen] = useState<Choice[]>([]);
  const [all, setAll] = useState<Choice[] | null>(null);
  const find = async (text: string): Promise<Choice[]> => {
    const known = all ?? (await handMade(type));
    setAll(known);
    const wanted = text.toLocaleLowerCase();
    return known.filter((each) => each.label.toLocaleLowerCase().includes(wanted));
  };
  const create = async (name: string): Promise<Choice> => {
    const made = await createRecord("selections", { name, of: type, kind: "static" });
    return { value: made.id, label: name };
  };
  const put = (id: string, body: Schemas["Filling"]) =>
    api.POST("/v1/selections/{id}/members", { params: { path: { id } }, body });
  const save = async () => {
    const to = chosen[0];
    if (!to) return;
    await put(to.value, { add: { of: type, ids: [record.id] } });
    say(w("isPutInto", { title, name: to.label }), { undo: () => put(to.value, { remove: [record.id] }) });
    onClose();
  };
  return (
    <FormDialog
      title={w("putIntoSelection")}
      action={w("put")}
      disabled={chosen.length === 0}
      save={save}
      onClose={onClose}
    >
      {() => (
        <Picker
          label={w("selection")}
          chosen={chosen}
          onChosen={(next) => setChosen(next.slice(-1))}
          find={find}
          {...(may("selection.create")
            ? { create, createLabel: (text: string) => w("newSelection", { name: text }) }
            : {})}
        />
      )}
    </FormDialog>
  );
}

async function handMade(type: string): Promise<Choice[]> {
  const { data } = await listRecords<RecordOf & { of?: string; kind?: string; name?: string }>("selections", {
    limit: 200,
  });
  return data
    .filter((each) => each.of === type && each.kind === "static")
    .map((each) => ({ value: each.id, label: each.name ?? each.id }));
}
