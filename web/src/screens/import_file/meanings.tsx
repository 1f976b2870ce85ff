import { useState } from "preact/hooks";
import { Rows } from "@/fields/inputs/rows.tsx";
import { optionsOf } from "@/fields/label.ts";
import { fieldOf, useSchema } from "@/fields/schema.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import type { Mapped, Target } from "./importing.ts";
import { w } from "./words.ts";

type Props = { of: string; target: Target; mapped: Mapped; onMapped: (mapped: Mapped) => void };
type Row = { cell: string; means: string };

const READ = ["choice", "choices", "boolean"];

/** What the cells of a column mean that do not have the words of the field: `J` is yes, `N` is nothing. */
export function Meanings({ of, target, mapped, onMapped }: Props) {
  if (!READ.includes(target.reads)) return null;
  return <Rowed key={target.name} of={of} target={target} mapped={mapped} onMapped={onMapped} />;
}

function Rowed({ of, target, mapped, onMapped }: Props) {
  const schema = useSchema(of);
  const field = fieldOf(schema.data, target.name);
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(mapped.values ?? {}).map(([cell, means]) => ({ cell, means: means ?? "" })),
  );
  const options =
    target.reads === "boolean"
      ? (["yes", "no"] as const).map((each) => ({ value: each === "yes" ? "true" : "false", label: common(each) }))
      : field
        ? optionsOf(field)
        : [];
  const tell = (told: Row[]) => {
    setRows(told);
    const whole = told.filter((row) => row.cell !== "").map((row) => [row.cell, row.means || null] as const);
    onMapped({ ...mapped, values: Object.fromEntries(whole) });
  };
  return (
    <Rows<Row>
      label={`${mapped.column}: ${w("meanings")}`}
      hideLabel
      rows={rows}
      problem={null}
      help={null}
      addLabel={w("addMeaning")}
      fresh={() => ({ cell: "", means: "" })}
      onRows={tell}
    >
      {(row, change) => (
        <>
          <TextField
            label={w("cell")}
            hideLabel
            placeholder={w("cell")}
            value={row.cell}
            onValue={(cell) => change({ cell })}
          />
          <SelectField
            label={w("means")}
            hideLabel
            options={options}
            empty={w("meansNothing")}
            value={row.means}
            onValue={(means) => change({ means })}
          />
        </>
      )}
    </Rows>
  );
}
