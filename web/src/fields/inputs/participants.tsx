import { SelectField } from "@/shared/field.tsx";
import { finderOf } from "../finders.ts";
import { optionLabel } from "../label.ts";
import { type Participant, participant } from "../value_parts.tsx";
import { w } from "../words.ts";
import { around, type InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";
import { Who } from "./who.tsx";

const PARTS = ["organiser", "attendee", "optional"];
const find = finderOf(["user", "relation", "contact"]);
const OWNERS: Record<string, "user" | "contact" | "relation"> = { usr: "user", con: "contact", rel: "relation" };

/** Who takes part in an activity: colleagues, contacts, relations. */
export function ParticipantsInput(props: InputProps) {
  const { value, onValue } = props;
  const rows = Array.isArray(value) ? (value as Participant[]) : [];
  return (
    <Rows<Participant>
      {...around(props)}
      rows={rows}
      addLabel={w("addParticipant")}
      fresh={() => ({ part: "attendee" })}
      onRows={(told) => onValue(told)}
    >
      {(row, change) => (
        <>
          <Who
            who={participant(row) ? { id: idOf(row), title: participant(row) } : null}
            find={find}
            onWho={({ id, title }) => change(somebody(id, title ?? ""))}
          />
          <SelectField
            label={w("role")}
            hideLabel
            options={[...new Set([...PARTS, row.part])].map((part) => ({
              value: part,
              label: optionLabel("participants", part, "activity"),
            }))}
            value={row.part}
            onValue={(part) => change({ part })}
          />
        </>
      )}
    </Rows>
  );
}

const idOf = (row: Participant): string => (row.user ?? row.contact ?? row.relation)?.id ?? row.email ?? row.name ?? "";

function somebody(id: string, title: string): Partial<Participant> {
  const nobody = { user: undefined, contact: undefined, relation: undefined, name: undefined, email: undefined };
  const who = OWNERS[id.slice(0, 3)];
  return who ? { ...nobody, [who]: { id, title } } : nobody;
}
