import type { ApiProblem } from "@/api/problem.ts";
import { changeRecord, createRecord } from "@/api/records.ts";
import { FieldInput } from "@/fields/index.ts";
import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
import { bodyOf, draftOf, type FieldDraft, type FieldRecord, isChoice, keyOf } from "./field_draft.ts";
import { KindFields } from "./field_kinds.tsx";
import { f, KINDS, type Kind, kindName } from "./field_words.ts";
import { Names } from "./names.tsx";
import { OptionsEditor } from "./options_editor.tsx";
import { changed } from "./own_fields.tsx";
import { RulesEditor } from "./rules_editor.tsx";
import { Transitions } from "./transitions.tsx";
import { w } from "./words.ts";

type Props = { of: string; record?: FieldRecord; onClose: () => void };

/** Makes an own field, or changes what may change of one. What was typed is of the version that was read for it, and is
 * not saved over a later one. */
export function FieldDialog({ of, record, onClose }: Props) {
  const fresh = { ...draftOf(of, record), version: record?.version };
  const { typed: draft, put, drop, restored } = useTyped(`field ${record?.id ?? of}`, fresh);
  const save = async () => {
    const body = bodyOf(draft, !record);
    await (record
      ? changeRecord("custom-fields", record.id, body, draft.version)
      : createRecord("custom-fields", body));
    drop();
    changed(of);
    say(w("saved"));
    onClose();
  };
  const title = record ? f("editField", { name: named(record.names, String(record.name)) }) : f("newField");
  return (
    <FormDialog title={title} wide save={save} onClose={onClose}>
      {(problem) => (
        <>
          {restored && <Restored onDiscard={drop} />}
          <div class="columns">
            <TextField
              label={common("name")}
              required
              autoFocus
              value={draft.name}
              onValue={(name) => put({ name })}
              problem={problem?.about("name")}
            />
            {record ? (
              <p class="small faint">
                {kindName(draft.kind)} · <code>custom_{draft.key}</code>
              </p>
            ) : (
              <>
                <SelectField
                  label={f("kind")}
                  help={f("kindHelp")}
                  value={draft.kind}
                  onValue={(kind) => put({ kind: kind as Kind, default: null })}
                  options={KINDS.map((each) => ({ value: each, label: kindName(each) }))}
                />
                <TextField
                  label={f("key")}
                  value={draft.key}
                  placeholder={draft.name ? keyOf(draft.name) : ""}
                  onValue={(key) => put({ key })}
                  problem={problem?.about("key")}
                />
              </>
            )}
          </div>
          <Names
            names={draft.names}
            onNames={(names) => put({ names })}
            problem={(language) => problem?.about(`names.${language}`)}
          />
          <KindFields draft={draft} isNew={!record} put={put} problem={problem} />
          {isChoice(draft.kind) && (
            <>
              <OptionsEditor options={draft.options} onOptions={(options) => put({ options })} problem={problem} />
              {draft.kind === "choice" && draft.options.length > 1 && (
                <Transitions options={draft.options} onOptions={(options) => put({ options })} />
              )}
              {draft.kind === "choice" && <RulesEditor draft={draft} put={put} />}
            </>
          )}
          {record && <Default record={record} draft={draft} put={put} problem={problem} />}
          <div class="columns">
            <TextField label={f("help")} value={draft.help} onValue={(help) => put({ help })} />
            <TextField label={f("section")} value={draft.section} onValue={(section) => put({ section })} />
            <TextField
              label={f("position")}
              inputMode="numeric"
              value={draft.position}
              onValue={(position) => put({ position })}
              problem={problem?.about("position")}
            />
          </div>
          <Switches draft={draft} isNew={!record} put={put} />
          <Picker
            label={f("owner")}
            chosen={draft.owner ? [{ value: draft.owner.id, label: draft.owner.title ?? draft.owner.id }] : []}
            onChosen={([one]) => put({ owner: one ? { id: one.value, title: one.label } : null })}
            find={colleaguesOf({ teams: true })}
          />
        </>
      )}
    </FormDialog>
  );
}

type Part = { draft: FieldDraft; put: (changes: Partial<FieldDraft>) => void };

function Switches({ draft, isNew, put }: Part & { isNew: boolean }) {
  return (
    <div class="columns">
      <CheckField label={f("required")} checked={draft.required} onChecked={(required) => put({ required })} />
      {isNew && <CheckField label={f("unique")} checked={draft.unique} onChecked={(unique) => put({ unique })} />}
      <CheckField label={f("searchable")} checked={draft.searchable} onChecked={(searchable) => put({ searchable })} />
      {isChoice(draft.kind) && (
        <CheckField label={f("indexed")} checked={draft.indexed} onChecked={(indexed) => put({ indexed })} />
      )}
      <CheckField label={f("outside")} checked={draft.outside} onChecked={(outside) => put({ outside })} />
    </div>
  );
}

/** The default is typed as a value of the field itself is. */
function Default({ record, draft, put, problem }: Part & { record: FieldRecord; problem: ApiProblem | null }) {
  const field = {
    name: "default",
    custom: true,
    may: "write" as const,
    required: false,
    criteria: null,
    schema: {},
    kind: draft.kind,
    label: f("default"),
    options: draft.options,
    to: draft.to,
    currency: draft.currency,
    ...(draft.table ? { table: draft.table } : {}),
    of: String(record.of ?? draft.of),
  };
  return (
    <FieldInput
      field={field}
      value={draft.default}
      onValue={(value: unknown) => put({ default: value ?? null })}
      problem={problem?.about("default")}
    />
  );
}
