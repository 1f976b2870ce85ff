import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { CheckField, TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

const found = colleaguesOf({ teams: true });

/** Gives a relation to somebody else, with its contacts and, if so wanted, what is open on it. */
export function HandOverDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { record, title } = useCard();
  const [to, setTo] = useState<Choice[]>([]);
  const [withContacts, setWithContacts] = useState(true);
  const [withWork, setWithWork] = useState(true);
  const [reason, setReason] = useState("");
  const save = async () => {
    const body = {
      to: to[0]?.value ?? "",
      with_contacts: withContacts,
      with_open_work: withWork,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    };
    const told = await got(api.POST("/v1/relations/{id}/hand-over", { params: { path: { id: record.id } }, body }));
    const name = told.to.title ?? to[0]?.label ?? "";
    say(w(told.state === "running" ? "handingOver" : "handedOver", { title, name }));
    onDone();
  };
  return (
    <FormDialog
      title={w("handOverOf", { title })}
      action={w("handOver")}
      disabled={to.length === 0}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Picker
            label={w("toWhom")}
            chosen={to}
            onChosen={(chosen) => setTo(chosen.slice(-1))}
            find={found}
            required
            problem={problem?.about("to")}
          />
          <div>
            <CheckField label={w("withContacts")} checked={withContacts} onChecked={setWithContacts} />
            <CheckField label={w("withOpenWork")} checked={withWork} onChecked={setWithWork} />
          </div>
          <TextField label={w("reason")} help={w("reasonHelp")} value={reason} onValue={setReason} />
        </>
      )}
    </FormDialog>
  );
}
