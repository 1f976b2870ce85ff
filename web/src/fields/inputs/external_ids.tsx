import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { w } from "../words.ts";
import { around, type InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";

type Row = { system: string; key: string };

/** Its keys in other systems, by system. What is half filled in waits until it is whole. */
export function ExternalIdsInput(props: InputProps) {
  const { value, onValue } = props;
  const before = (value ?? {}) as Record<string, string | null>;
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(before).flatMap(([system, key]) => (key === null ? [] : [{ system, key }])),
  );
  const [first] = useState(() => Object.keys(before));
  const tell = (told: Row[]) => {
    setRows(told);
    const whole = told.filter((row) => row.system && row.key).map((row) => [row.system, row.key] as const);
    const gone = first
      .filter((system) => !told.some((row) => row.system === system))
      .map((system) => [system, null] as const);
    onValue(Object.fromEntries([...gone, ...whole]));
  };
  return (
    <Rows<Row>
      {...around(props)}
      rows={rows}
      addLabel={w("addKey")}
      most={10}
      fresh={() => ({ system: "", key: "" })}
      onRows={tell}
    >
      {(row, change) => (
        <>
          <TextField
            label={w("system")}
            hideLabel
            placeholder={w("system")}
            value={row.system}
            onValue={(system) => change({ system })}
          />
          <TextField
            label={w("keyThere")}
            hideLabel
            placeholder={w("keyThere")}
            value={row.key}
            onValue={(key) => change({ key })}
          />
        </>
      )}
    </Rows>
  );
}
