import { SelectField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { optionLabel } from "../label.ts";
import type { Party } from "../value_parts.tsx";
import { w } from "../words.ts";
import { around, type InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";
import { Who } from "./who.tsx";

const ROLES = ["owner", "tenant", "manager", "user", "other"];
const find = recordsOf("relation", "contact");

/** Who has to do with a building, and as what. */
export function PartiesInput(props: InputProps) {
  const { value, onValue } = props;
  const rows = Array.isArray(value) ? (value as Party[]) : [];
  return (
    <Rows<Party>
      {...around(props)}
      rows={rows}
      addLabel={w("addParty")}
      fresh={() => ({ party: { id: "" }, role: ROLES[0] as string })}
      onRows={(told) => onValue(told)}
    >
      {(row, change) => (
        <>
          <Who who={row.party} find={find} onWho={(party) => change({ party })} />
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
