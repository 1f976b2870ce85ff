import { SelectField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { Picker } from "@/shared/picker.tsx";
import { optionLabel } from "../label.ts";
import type { Access } from "../value_parts.tsx";
import { w } from "../words.ts";
import type { InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";

const LEVELS = ["view", "read", "edit", "delete"];
const OF_FILES = ["view", "download", "edit", "delete"];

/** Who else has access, and how far. */
export function AccessInput({ field, label, value, onValue, problem, help, hideLabel }: InputProps) {
  const rows = Array.isArray(value) ? (value as Access[]) : [];
  const levels = field.of === "document" ? OF_FILES : LEVELS;
  return (
    <Rows<Access>
      label={label}
      rows={rows}
      problem={problem}
      help={help}
      hideLabel={hideLabel}
      addLabel={w("addAccess")}
      most={20}
      fresh={() => ({ who: { id: "" }, level: levels[1] ?? "read" })}
      onRows={(told) => onValue(told)}
    >
      {(row, change) => (
        <>
          <Picker
            label={w("who")}
            hideLabel
            placeholder={w("who")}
            chosen={row.who.id ? [{ value: row.who.id, label: row.who.title ?? row.who.id }] : []}
            find={colleaguesOf({ teams: true })}
            onChosen={([chosen]) => change({ who: { id: chosen?.value ?? "", title: chosen?.label } })}
          />
          <SelectField
            label={w("may")}
            hideLabel
            options={levels.map((level) => ({ value: level, label: optionLabel("access", level) }))}
            value={row.level}
            onValue={(level) => change({ level })}
          />
        </>
      )}
    </Rows>
  );
}
