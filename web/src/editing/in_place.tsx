import { useEffect, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { type Changes, changeRecord, type RecordOf } from "@/api/records.ts";
import { FieldInput, isFilledIn } from "@/fields/input.tsx";
import { labelOf } from "@/fields/label.ts";
import type { FieldDef } from "@/fields/schema.ts";
import { FieldValue } from "@/fields/value.tsx";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { Conflict } from "./conflict.tsx";
import { changesOf } from "./draft.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  record: RecordOf;
  plural: string;
  field: FieldDef;
  onSaved: (record: RecordOf) => void;
  /** Where the label stands beside it already. */
  hideLabel?: boolean;
};

/** A value that becomes its own form where it stands. Enter saves, Escape leaves it as it was; the focus comes back. */
export function InPlace({ record, plural, field, onSaved, hideLabel = true }: Props) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !editing) button.current?.querySelector("button")?.focus();
    was.current = editing;
  }, [editing]);
  const value = record[field.name];
  if (!isFilledIn(field) || record.archived_at) return <FieldValue field={field} value={value} />;
  if (editing) {
    return (
      <Form
        record={record}
        plural={plural}
        field={field}
        hideLabel={hideLabel}
        onClose={() => setEditing(false)}
        onSaved={(saved) => {
          setEditing(false);
          onSaved(saved);
        }}
      />
    );
  }
  return (
    <span class="in-place" ref={button}>
      <span>
        <FieldValue field={field} value={value} />
      </span>
      <Button
        kind="quiet"
        icon="edit"
        label={w("editField", { field: labelOf(field) })}
        onClick={() => setEditing(true)}
      />
    </span>
  );
}

function Form({ record, plural, field, hideLabel, onClose, onSaved }: Props & { onClose: () => void }) {
  const [value, setValue] = useState<unknown>(record[field.name]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = place.current?.querySelector<HTMLElement>("input, select, textarea");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, []);

  const save = async (given: unknown, version: number) => {
    const changes = changesOf(record, { [field.name]: given });
    if (Object.keys(changes).length === 0 && version === record.version) return onClose();
    setBusy(true);
    try {
      const saved = await changeRecord(plural, record.id, changes, version);
      stale(`/v1/${plural}/${record.id}`);
      say(w("saved"), { undo: () => putBack(plural, saved, field.name, record[field.name], onSaved) });
      onSaved(saved);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  const conflict = problem?.status === 412;
  const schema = { type: field.of ?? "", plural, summary: "", actions: [], sorts: [], fields: [field] };
  return (
    <form
      ref={place}
      class="in-place-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(value, record.version);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {conflict ? (
        <Conflict
          schema={schema}
          problem={problem}
          mine={{ [field.name]: value }}
          busy={busy}
          onChosen={(chosen: Changes, version) => void save(chosen[field.name], version)}
        />
      ) : (
        <>
          <FieldInput
            field={field}
            value={value}
            onValue={setValue}
            problem={problem?.about(field.name)}
            hideLabel={hideLabel}
          />
          <ErrorNote problem={problem?.about(field.name) ? null : problem} />
        </>
      )}
      <div class="actions">
        {!conflict && (
          <Button kind="primary" type="submit" busy={busy}>
            {common("save")}
          </Button>
        )}
        <Button onClick={onClose}>{common("cancel")}</Button>
      </div>
    </form>
  );
}

async function putBack(plural: string, saved: RecordOf, name: string, before: unknown, onSaved: Props["onSaved"]) {
  const record = await changeRecord(plural, saved.id, { [name]: before ?? null }, saved.version);
  stale(`/v1/${plural}/${saved.id}`);
  onSaved(record);
}
