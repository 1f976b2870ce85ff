import { useState } from "preact/hooks";
import { type FieldDef, FieldInput, fieldOf, kindOf, labelOf, type Schema, typeName } from "@/fields/index.ts";
import type { Job, Those } from "@/jobs/job.ts";
import { JobDialog } from "@/jobs/job_dialog.tsx";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { compare } from "@/words/format.ts";
import { language } from "@/words/language.ts";
import { bulk as w } from "./bulk_words.ts";

type Props = {
  schema: Schema;
  those: Those;
  count: number;
  onDone: (job: Job) => void;
  onClose: () => void;
};

const LISTS = ["choices", "links", "codes"];
const NEVER = ["access", "channels", "addresses", "halves", "participants", "parties", "external_ids", "other"];

/** Fields of which one value for many makes sense. */
function changeable(schema: Schema): FieldDef[] {
  return schema.fields
    .filter((field) => field.may === "write" && !NEVER.includes(kindOf(field)) && !field.unique)
    .sort((a, b) => compare(labelOf(a), labelOf(b)));
}

type Way = "add" | "remove" | "replace";

/** One field of many records gets a value; of a list values are added or taken away. */
export function ChangeMany({ schema, those, count, only, onDone, onClose }: Props & { only?: string }) {
  const [name, setName] = useState(only ?? "");
  const [value, setValue] = useState<unknown>(null);
  const [way, setWay] = useState<Way>("add");
  const [empty, setEmpty] = useState(false);
  const field = fieldOf(schema, name);
  const isList = field !== undefined && LISTS.includes(kindOf(field));
  const what = field ? whatOf(field, value, isList ? way : "replace", empty) : null;
  const told = typeName(schema.type, count);
  return (
    <JobDialog
      title={field && only ? `${labelOf(field)}: ${told}` : w("changeTitle", { what: told })}
      action={w("changeAction", { what: told })}
      job={what && { kind: "change", those, what, expects: count }}
      onDone={onDone}
      onClose={onClose}
    >
      {!only && (
        <SelectField
          label={w("field")}
          value={name}
          empty=""
          autoFocus
          options={changeable(schema).map((each) => ({ value: each.name, label: labelOf(each) }))}
          onValue={(chosen) => {
            setName(chosen);
            setValue(null);
            setEmpty(false);
          }}
        />
      )}
      {isList && (
        <SelectField
          label={w("way")}
          value={way}
          options={(["add", "remove", "replace"] as const).map((each) => ({ value: each, label: w(`way_${each}`) }))}
          onValue={(chosen) => setWay(chosen as Way)}
        />
      )}
      {field && !empty && <FieldInput key={name} field={field} value={value} onValue={setValue} />}
      {field && !field.required && (!isList || way === "replace") && (
        <CheckField label={w("makeEmpty")} checked={empty} onChecked={setEmpty} />
      )}
      <p class="faint">{w("changeHelp")}</p>
    </JobDialog>
  );
}

function whatOf(field: FieldDef, value: unknown, way: Way, empty: boolean): Record<string, unknown> | null {
  if (empty) return { [field.name]: LISTS.includes(kindOf(field)) ? [] : null };
  const isBlank = value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  if (isBlank) return null;
  if (way === "replace") return { [field.name]: value };
  return { [field.name]: { [way]: Array.isArray(value) ? value : [value] } };
}

export function ArchiveMany({ schema, those, count, onDone, onClose }: Props) {
  const told = typeName(schema.type, count);
  return (
    <JobDialog
      title={w("archiveTitle", { what: told })}
      action={w("archiveAction", { what: told })}
      danger
      job={{ kind: "archive", those, expects: count }}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{w("archiveHelp")}</p>
    </JobDialog>
  );
}

type Format = "csv" | "xlsx" | "vcard";
const CARDS = ["relation", "contact"];

/** A file of many records, made by a job: a table for a spreadsheet or another program, or cards. */
export function Export({ schema, those, count, columns, onClose, onDone }: Props & { columns: readonly string[] }) {
  const [format, setFormat] = useState<Format>("xlsx");
  const [which, setWhich] = useState<"shown" | "all">("shown");
  const [separator, setSeparator] = useState(",");
  const told = typeName(schema.type, count);
  const formats = (["xlsx", "csv", ...(CARDS.includes(schema.type) ? ["vcard"] : [])] as Format[]).map((each) => ({
    value: each,
    label: w(`format_${each}`),
  }));
  const what = {
    format,
    language: language.value,
    ...(format !== "vcard" && which === "shown" && columns.length > 0 ? { columns: ["id", ...columns] } : {}),
    ...(format === "csv" ? { separator } : {}),
  };
  return (
    <JobDialog
      title={w("exportTitle", { what: told })}
      action={w("exportAction", { what: told })}
      job={{ kind: "export", those, what, expects: count }}
      onDone={onDone}
      onClose={onClose}
    >
      <SelectField label={w("format")} value={format} options={formats} onValue={(each) => setFormat(each as Format)} />
      {format !== "vcard" && (
        <SelectField
          label={w("which")}
          value={which}
          options={[
            { value: "shown", label: w("which_shown") },
            { value: "all", label: w("which_all") },
          ]}
          onValue={(each) => setWhich(each as "shown" | "all")}
        />
      )}
      {format === "csv" && (
        <SelectField
          label={w("separator")}
          value={separator}
          options={[
            { value: ",", label: w("comma") },
            { value: ";", label: w("semicolon") },
            { value: "\t", label: w("tab") },
          ]}
          onValue={setSeparator}
        />
      )}
      <p class="faint">{w("exportHelp")}</p>
    </JobDialog>
  );
}
