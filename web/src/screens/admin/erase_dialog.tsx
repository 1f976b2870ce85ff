import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { e } from "./erasure_words.ts";
import { counted } from "./erasures.tsx";

type Preview = Schemas["ErasurePreview"];
const REASONS = ["request", "consent_withdrawn", "no_longer_needed", "unlawful", "retention", "other"] as const;

/** Where a person is, by the beginning of the id. */
export const placeOf = (id: string): string => `/v1/${id.startsWith("con_") ? "contacts" : "relations"}/${id}`;

/** Shows what would go before it is asked for: it does not come back. */
export function EraseDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [who, setWho] = useState<Choice[]>([]);
  const [reason, setReason] = useState("");
  const [reference, setReference] = useState("");
  const [until, setUntil] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const id = who[0]?.value;
  const at = id ? `${placeOf(id)}/erasure` : null;
  const preview = useQuery<Preview>(at, (signal) => send("GET", at ?? "", { signal }));
  const erase = async () => {
    if (!id) return;
    setBusy(true);
    const body = { reason, reference: reference.trim() || null, keep_until: until || null };
    try {
      await send("POST", `${placeOf(id)}/erase`, { body });
      say(e("erasureAsked"));
      onDone();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={e("forgetSomebody")}
      onClose={onClose}
      onSubmit={erase}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="danger" type="submit" busy={busy} disabled={!preview.data || !reason}>
            {e("forget")}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
      <Picker label={e("person")} required chosen={who} onChosen={setWho} find={recordsOf("relation", "contact")} />
      {id && (
        <Shown asked={preview}>
          {(told) => (
            <div class="panel stack">
              <p>{e("gone", { what: counted(told.removed) || common("none") })}</p>
              {counted(told.scrubbed) && <p>{e("scrubbedOf", { what: counted(told.scrubbed) })}</p>}
              {counted(told.stays) && <p>{e("stays", { what: counted(told.stays) })}</p>}
              {told.open_work.length > 0 && <p class="fault">{e("openWorkFirst", { n: told.open_work.length })}</p>}
              {!told.complete && <p class="faint small">{e("atLeast")}</p>}
            </div>
          )}
        </Shown>
      )}
      <SelectField
        label={e("why")}
        required
        empty=""
        value={reason}
        onValue={setReason}
        options={REASONS.map((value) => ({ value, label: e(`reason_${value}`) }))}
        problem={problem?.about("reason")}
      />
      <TextField
        label={e("reference")}
        help={e("referenceHelp")}
        value={reference}
        onValue={setReference}
        problem={problem?.about("reference")}
      />
      <TextField
        label={e("keepUntil")}
        help={e("keepUntilHelp")}
        type="date"
        value={until}
        onValue={setUntil}
        problem={problem?.about("keep_until")}
      />
    </Dialog>
  );
}
