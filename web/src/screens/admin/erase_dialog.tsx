import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { e } from "./erasure_words.ts";
import { counted } from "./erasures.tsx";
import { namesOf } from "./names_of.ts";

type Preview = Schemas["ErasurePreview"];
type Reason = Schemas["Erase"]["reason"];
const REASONS = namesOf<Reason>()({
  request: 0,
  consent_withdrawn: 0,
  no_longer_needed: 0,
  unlawful: 0,
  retention: 0,
  other: 0,
});
const ERASED = ["relation", "contact"];

const isContact = (id: string): boolean => id.startsWith("con_");

/** Where a person is, by the beginning of the id. */
export const placeOf = (id: string): string => `/v1/${isContact(id) ? "contacts" : "relations"}/${id}`;

function previewOf(id: string): Promise<Preview> {
  const params = { path: { id } };
  return isContact(id)
    ? got(api.GET("/v1/contacts/{id}/erasure", { params }))
    : got(api.GET("/v1/relations/{id}/erasure", { params }));
}

async function askFor(id: string, body: Schemas["Erase"]): Promise<void> {
  const params = { path: { id } };
  await (isContact(id)
    ? api.POST("/v1/contacts/{id}/erase", { params, body })
    : api.POST("/v1/relations/{id}/erase", { params, body }));
}

type Props = { of?: Choice; onDone: () => void; onClose: () => void };

/** Shows what would go before it is asked for: it does not come back. Without `of` somebody is chosen first. */
export function EraseDialog({ of, onDone, onClose }: Props) {
  const [who, setWho] = useState<Choice[]>(of ? [of] : []);
  const [reason, setReason] = useState("");
  const [reference, setReference] = useState("");
  const [until, setUntil] = useState("");
  const id = who[0]?.value;
  const preview = useQuery<Preview>(id ? `${placeOf(id)}/erasure` : null, () => previewOf(id ?? ""));
  const erase = async () => {
    if (!id) return;
    await askFor(id, { reason: reason as Reason, reference: reference.trim() || null, keep_until: until || null });
    say(e("erasureAsked"));
    onDone();
  };
  return (
    <FormDialog
      title={e("forgetSomebody")}
      action={e("forget")}
      danger
      disabled={!preview.data || !reason}
      save={erase}
      onClose={onClose}
    >
      {(problem) => (
        <>
          {of ? (
            <p>
              <strong>{of.label}</strong>
            </p>
          ) : (
            <Picker
              label={e("person")}
              required
              chosen={who}
              onChosen={setWho}
              find={recordsOf(...ERASED.filter((each) => may(`${each}.erase`)))}
            />
          )}
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
        </>
      )}
    </FormDialog>
  );
}
