import { useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { changeRecord, createRecord, type RecordOf, restoreRecord } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { TextArea, TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
import { c } from "./code_words.ts";
import { type Code, changed } from "./codes.ts";
import { Names } from "./names.tsx";
import { w } from "./words.ts";

type Props = {
  table: string;
  /** What is changed; without it a new one is made, below `parent` or on top. */
  record?: RecordOf;
  parent?: Code | undefined;
  onClose: () => void;
};

const draftOf = (record?: RecordOf) => ({
  code: String(record?.code ?? ""),
  name: String(record?.name ?? ""),
  names: (record?.names ?? {}) as Record<string, string>,
  description: String(record?.description ?? ""),
  version: record?.version,
});

/** What a code reads is never changed; where it stands is changed by moving it. What was typed is of the version that was
 * read for it, and is not saved over a later one. */
export function CodeDialog({ table, record, parent, onClose }: Props) {
  const place = record ? `code ${record.id}` : `code new ${table} ${parent?.id ?? ""}`;
  const { typed, put, drop, restored } = useTyped(place, draftOf(record));
  const { code, name, names, description } = typed;
  const [existing, setExisting] = useState("");
  const done = () => {
    drop();
    changed(table);
    say(w("saved"));
    onClose();
  };
  const save = async () => {
    const given = Object.fromEntries(Object.entries(names).filter(([, each]) => each.trim()));
    const gone = Object.keys((record?.names ?? {}) as object).filter((each) => !given[each]);
    const body = { name: name.trim(), names: given, description: description.trim() || null };
    if (record) {
      const left = Object.fromEntries(gone.map((each) => [each, null]));
      await changeRecord("codes", record.id, { ...body, names: { ...left, ...given } }, typed.version);
    } else {
      const place = { table: { id: table }, code: code.trim(), ...(parent ? { parent: { id: parent.id } } : {}) };
      await createRecord("codes", { ...place, ...body }).catch((error) => {
        setExisting(String(asProblem(error).body.existing ?? ""));
        throw error;
      });
    }
    done();
  };
  const restore = () => restoreRecord("codes", existing).then(done);
  const title = record ? `${code} ${record.name}` : parent ? c("newBelow", { name: parent.name }) : c("newCode");
  return (
    <FormDialog title={title} disabled={!name.trim() || !code.trim()} save={save} onClose={onClose}>
      {(problem, act) => (
        <>
          {restored && <Restored onDiscard={drop} />}
          {existing && problem?.code === "already_exists" && (
            <div class="row">
              <Button icon="restore" onClick={() => act(restore)}>
                {c("restoreIt")}
              </Button>
            </div>
          )}
          {!record && (
            <TextField
              label={c("code")}
              help={c("codeHelp")}
              required
              autoFocus
              value={code}
              onValue={(text) => put({ code: text })}
              problem={problem?.about("code")}
            />
          )}
          <TextField
            label={common("name")}
            required
            autoFocus={Boolean(record)}
            value={name}
            onValue={(text) => put({ name: text })}
            problem={problem?.about("name")}
          />
          <Names names={names} onNames={(given) => put({ names: given })} />
          <TextArea
            label={c("when")}
            value={description}
            onValue={(text) => put({ description: text })}
            problem={problem?.about("description")}
          />
        </>
      )}
    </FormDialog>
  );
}
