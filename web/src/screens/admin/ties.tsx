import { changeRecord, createRecord, type Link, type RecordOf } from "@/api/records.ts";
import { labelOf, optionLabel, typeName } from "@/fields/index.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { compare } from "@/words/format.ts";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
import { type Editing, nameOf, RecordSection } from "./record_section.tsx";
import { useUsers } from "./users.tsx";
import { w } from "./words.ts";

const REACHES = ["own", "company", "subsidiaries", "group", "list"];
const relations = recordsOf("relation");
const contacts = recordsOf("contact");

/** Who from outside belongs to which relation, and how much of that they see. */
export default function Ties() {
  return <RecordSection type="tie" plural="ties" tells={["part", "reach"]} dialog={TieDialog} />;
}

const chosenOf = (link: unknown): Choice[] => {
  const { id, title } = (link ?? { id: "" }) as Link;
  return id ? [{ value: id, label: title ?? id }] : [];
};
const linkOf = ([one]: Choice[]) => (one ? { id: one.value } : null);

const draftOf = (record?: RecordOf) => ({
  user: (record?.user as Link | undefined)?.id ?? "",
  relation: chosenOf(record?.relation),
  contact: chosenOf(record?.contact),
  part: String(record?.part ?? "customer"),
  reach: String(record?.reach ?? "company"),
  listed: ((record?.relations ?? []) as Link[]).flatMap(chosenOf),
  version: record?.version,
});

/** What was typed is of the version that was read for it, and is not saved over a later one. */
function TieDialog({ record, onDone, onClose }: Editing) {
  const users = useUsers();
  const { typed, put, drop, restored } = useTyped(`tie ${record?.id ?? "new"}`, draftOf(record));
  const { user, relation, contact, part, reach, listed } = typed;
  const save = async () => {
    const relationsListed = reach === "list" ? listed.map(({ value }) => ({ id: value })) : [];
    const body = {
      user: { id: user },
      relation: linkOf(relation),
      contact: linkOf(contact),
      part: part.trim(),
      reach,
      relations: relationsListed,
    };
    await (record ? changeRecord("ties", record.id, body, typed.version) : createRecord("ties", body));
    drop();
    say(w("saved"));
    onDone();
  };
  const outsiders = (users.data?.data ?? []).filter(({ kind }) => kind === "external");
  return (
    <FormDialog
      title={record ? nameOf(record) : typeName("tie")}
      disabled={!user || !relation.length || !part.trim()}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <>
          {restored && <Restored onDiscard={drop} />}
          <SelectField
            label={labelOf("user", "tie")}
            help={w("outsidersHelp")}
            required
            empty=""
            value={user}
            onValue={(id) => put({ user: id })}
            options={outsiders
              .map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))
              .sort((a, b) => compare(a.label, b.label))}
            problem={problem?.about("user") ?? null}
          />
          <Picker
            label={labelOf("relation", "tie")}
            required
            chosen={relation}
            onChosen={(chosen) => put({ relation: chosen.slice(-1) })}
            find={relations}
            problem={problem?.about("relation") ?? null}
          />
          <Picker
            label={labelOf("contact", "tie")}
            chosen={contact}
            onChosen={(chosen) => put({ contact: chosen.slice(-1) })}
            find={contacts}
            problem={problem?.about("contact") ?? null}
          />
          <TextField
            label={labelOf("part", "tie")}
            required
            value={part}
            onValue={(text) => put({ part: text })}
            problem={problem?.about("part") ?? null}
          />
          <SelectField
            label={labelOf("reach", "tie")}
            value={reach}
            onValue={(value) => put({ reach: value })}
            options={REACHES.map((value) => ({ value, label: optionLabel("reach", value, "tie") }))}
            problem={problem?.about("reach") ?? null}
          />
          {reach === "list" && (
            <Picker
              label={labelOf("relations", "tie")}
              many
              required
              chosen={listed}
              onChosen={(chosen) => put({ listed: chosen })}
              find={relations}
              problem={problem?.about("relations") ?? null}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
