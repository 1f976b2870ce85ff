import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { createRecord } from "@/api/records.ts";
import { type Schema, typeName } from "@/fields/index.ts";
import type { Those } from "@/jobs/job.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { go } from "@/shell/routing.ts";
import { bulk as w } from "./bulk_words.ts";
import { placeOf } from "./place.ts";
import { addressOf } from "./state.ts";
import { useSelections } from "./views.ts";

type Props = { schema: Schema; those: Those; count: number; onDone: () => void; onClose: () => void };

/** Puts records into a selection that stays as it is: one there is, or a new one. */
export function IntoSelection({ schema, those, count, onDone, onClose }: Props) {
  const known = useSelections(schema.type, true);
  const [chosen, setChosen] = useState("");
  const [name, setName] = useState("");
  const told = typeName(schema.type, count);
  const put = async () => {
    const id = chosen || (await made(schema, name));
    const filled = await got(
      api.POST("/v1/selections/{id}/members", { params: { path: { id } }, body: { add: those as Schemas["Those"] } }),
    );
    stale("/v1/selections");
    const see = { label: w("see"), run: () => go(addressOf(placeOf(schema.type), { selection: id })) };
    say(w("putIn", { what: told, name: String(filled.name) }), { action: see });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={w("selectionTitle", { what: told })}
      action={common("add")}
      disabled={!chosen && !name.trim()}
      save={put}
      onClose={onClose}
    >
      <Shown asked={known}>
        {(all) => (
          <SelectField
            label={w("selection")}
            value={chosen}
            empty={w("newSelection")}
            options={all.filter((each) => each.kind === "static").map((each) => ({ value: each.id, label: each.name }))}
            onValue={setChosen}
          />
        )}
      </Shown>
      {!chosen && <TextField label={common("name")} required maxLength={200} value={name} onValue={setName} />}
    </FormDialog>
  );
}

async function made(schema: Schema, name: string): Promise<string> {
  const body = { of: schema.type, kind: "static", name: name.trim() };
  return (await createRecord("selections", body)).id;
}
