import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { changeRecord, createRecord, listRecords, type RecordOf } from "@/api/records.ts";
import { labelOf, optionLabel, typeName, typeNames } from "@/fields/index.ts";
import { SelectField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { say } from "@/shared/toast.tsx";
import { type Editing, RecordSection } from "./record_section.tsx";
import { TypeSelect } from "./type_select.tsx";
import { w } from "./words.ts";

/** What a new one begins with is what holds where nothing is said. */
const CHOICES = {
  level: ["delete", "edit", "read", "private"],
  outsiders: ["taking_part", "all", "none"],
  visibility: ["shared", "internal"],
  reads: ["quiet", "logged"],
} as const;
type Choice = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES) as Choice[];

/** What holds for all records of a type where nothing else is said. */
export default function TypeDefaults() {
  return (
    <RecordSection
      type="type_default"
      plural="type-defaults"
      tells={["level", "outsiders", "reads"]}
      named={typeOf}
      dialog={DefaultDialog}
    />
  );
}

const typeOf = (record: RecordOf): string => typeNames(String(record.of));

function DefaultDialog({ record, onDone, onClose }: Editing) {
  const known = useQuery("/v1/type-defaults", () => listRecords("type-defaults", { limit: 200 }));
  const [of, setOf] = useState(String(record?.of ?? ""));
  const [chosen, setChosen] = useState(
    () => Object.fromEntries(NAMES.map((name) => [name, record?.[name] ?? CHOICES[name][0]])) as Record<Choice, string>,
  );
  const save = async () => {
    await (record
      ? changeRecord("type-defaults", record.id, chosen, record.version)
      : createRecord("type-defaults", { of, ...chosen }));
    say(w("saved"));
    onDone();
  };
  const title = record ? typeOf(record) : typeName("type_default");
  return (
    <FormDialog title={title} disabled={!of} save={save} onClose={onClose}>
      {(problem) => (
        <>
          {!record && (
            <TypeSelect
              value={of}
              onValue={setOf}
              taken={(known.data?.data ?? []).map((each) => String(each.of))}
              problem={problem?.about("of") ?? null}
            />
          )}
          {NAMES.map((name) => (
            <SelectField
              key={name}
              label={labelOf(name, "type_default")}
              value={chosen[name]}
              onValue={(value) => setChosen({ ...chosen, [name]: value })}
              options={CHOICES[name].map((value) => ({ value, label: optionLabel(name, value, "type_default") }))}
              problem={problem?.about(name) ?? null}
            />
          ))}
        </>
      )}
    </FormDialog>
  );
}
