import { useState } from "preact/hooks";
import { stale } from "@/api/query.ts";
import { changeRecord, readRecord } from "@/api/records.ts";
import { type FieldDef, labelOf } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { w } from "../words.ts";

type Props = { plural: string; id: string; field: FieldDef; was: unknown };

/** Gives a field the value that it had before a change; what it has now can be given back. */
export function PutBack({ plural, id, field, was }: Props) {
  const [busy, setBusy] = useState(false);
  const label = labelOf(field);
  const put = async (value: unknown) => {
    const before = await readRecord(plural, id);
    await changeRecord(plural, id, { [field.name]: value ?? null }, before.version);
    stale(`/v1/${plural}/${id}`);
    return before[field.name];
  };
  const press = async () => {
    setBusy(true);
    try {
      const before = await put(was);
      say(w("isPutBack", { field: label }), { undo: () => put(before) });
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return <Button kind="quiet" icon="restore" busy={busy} label={w("putBack", { field: label })} onClick={press} />;
}
