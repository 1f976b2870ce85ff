import { useState } from "preact/hooks";
import { typeName, typeNames } from "@/fields/index.ts";
import { JobDialog } from "@/jobs/index.ts";
import { SelectField } from "@/shared/field.tsx";
import { named } from "@/words/words.ts";
import type { FieldOption, FieldRecord } from "./field_draft.ts";
import { b } from "./label_words.ts";

type Props = {
  field: FieldRecord;
  source: FieldOption;
  used: { records: number } | undefined;
  onDone: () => void;
  onClose: () => void;
};

/** Two options that mean the same become one: what has the first gets the other. It can be undone, as jobs can. */
export function MergeOptions({ field, source, used, onDone, onClose }: Props) {
  const [target, setTarget] = useState("");
  const others = (field.options as FieldOption[]).filter((each) => !each.archived && each.key !== source.key);
  const name = (option: FieldOption) => named(option.names, option.name);
  const into = others.find(({ key }) => key === target);
  return (
    <JobDialog
      title={b("mergeTitle", { name: name(source) })}
      action={b("merge")}
      job={target ? { kind: "merge_choices", what: { field: field.id, source: source.key, target } } : null}
      onDone={onDone}
      onClose={onClose}
    >
      <SelectField
        label={b("mergeInto")}
        required
        empty=""
        value={target}
        onValue={setTarget}
        options={others.map((each) => ({ value: each.key, label: name(each) }))}
      />
      {into && (
        <p class="faint">
          {b("mergeMeans", {
            records: used ? typeName(String(field.of), used.records) : typeNames(String(field.of)),
            target: name(into),
            source: name(source),
          })}
        </p>
      )}
    </JobDialog>
  );
}
