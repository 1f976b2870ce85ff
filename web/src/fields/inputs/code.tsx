import { Picker } from "@/shared/picker.tsx";
import { codesOf } from "../finders.ts";
import { codeText } from "../value_parts.tsx";
import { around, type InputProps } from "./input_props.ts";
import { listed } from "./link.tsx";

/** Codes of the table of the field, found by what they read or by words of their names. */
export function CodesInput(props: InputProps) {
  const { field, kind, value, onValue } = props;
  const many = kind === "codes";
  const codes = listed(value);
  return (
    <Picker
      {...around(props)}
      required={field.required}
      many={many}
      chosen={codes.map((each) => ({ value: each.id, label: codeText(each) }))}
      find={field.table ? codesOf(field.table.id) : async () => []}
      onChosen={(chosen) => {
        const told = chosen.map(({ value: id, label: title }) => codes.find((each) => each.id === id) ?? { id, title });
        onValue(many ? told : (told[0] ?? null));
      }}
    />
  );
}
