import { SelectField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { optionLabel } from "../label.ts";
import type { Access } from "../value_parts.tsx";
import { w } from "../words.ts";
import { around, type InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";
import { Who } from "./who.tsx";

const LEVELS = ["view", "read", "edit", "delete"];
const find = colleaguesOf({ teams: true });
const OF_FILES = ["view", "download", "edit", "delete"];

/** Who else has access, and how far. */
export function AccessInput(props: InputProps) {
  const { field, value, onValue } = props;
  const rows = Array.isArray(value) ? (value as Access[]) : [];
  const levels = field.of === "document" ? OF_FILES : LEVELS;
  return (
    <Rows<Access>
      {...around(props)}
      rows={rows}
      addLabel={w("addAccess")}
      most={20}
      fresh={() => ({ who: { id: "" }, level: levels[1] ?? "read" })}
      onRows={(told) => onValue(told)}
    >
      {(row, change) => (
        <>
          <Who who={row.who} find={find} onWho={(who) => change({ who })} />
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
