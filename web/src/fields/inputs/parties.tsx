import { SelectField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Picker } from "@/shared/picker.tsx";
import { optionLabel } from "../label.ts";
import type { Party } from "../value_parts.tsx";
import { w } from "../words.ts";
import type { InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";

const ROLES = ["owner", "tenant", "manager", "user", "other"];
const find = recordsOf("relation", "contact");

/** Who has to do with a building, and as what. */
export function PartiesInput({ label, value, onValue, problem, help, hideLabel }: InputProps) {
  const rows = Array.isArray(value) ? (value as Party[]) : [];
  return (
    <Rows<Party>
      label={label}
      rows={rows}
      problem={problem}
      help={help}
      hideLabel={hideLabel}
      addLabel={w("addParty")}
      fresh={() => ({ party: { id: "" }, role: ROLES[0] as string })}
      onRows={(told) => onValue(told)}
    >
      {(row, change) => (
        <>
          <Picker
            label={w("who")}
            hideLabel
            placeholder={w("who")}
            chosen={row.party.id ? [{ value: row.party.id, label: row.party.title ?? row.party.id }] : []}
            find={find}
            onChosen={([chosen]) => change({ party: { id: chosen?.value ?? "", title: chosen?.label } })}
          />
          <SelectField
            label={w("role")}
            hideLabel
            options={ROLES.map((role) => ({ value: role, label: optionLabel("parties", role, "building") }))}
            value={row.role}
            onValue={(role) => change({ role })}
          />
        </>
      )}
    </Rows>
  );
}
