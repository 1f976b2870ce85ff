import { Picker } from "@/shared/picker.tsx";
import { finderOf } from "../finders.ts";
import { targetsOf } from "../kinds.ts";
import type { Linked } from "../value_parts.tsx";
import { around, type InputProps } from "./input_props.ts";

/** One record or several, found while one types. What goes to the API are links with id, title and place, as it answers
 * them, so that what was chosen keeps its name where it is shown. */
export function LinksInput(props: InputProps) {
  const { field, kind, value, onValue } = props;
  const many = kind === "links";
  const links = listed(value);
  return (
    <Picker
      {...around(props)}
      required={field.required}
      many={many}
      chosen={links.map((each) => ({ value: each.id, label: each.title ?? each.id, note: each.place }))}
      find={finderOf(targetsOf(field))}
      onChosen={(chosen) => {
        const told = chosen.map(({ value: id, label: title, note }) => ({ id, title, place: note }));
        onValue(many ? told : (told[0] ?? null));
      }}
    />
  );
}

export function listed(value: unknown): Linked[] {
  if (value === null || value === undefined) return [];
  const all = Array.isArray(value) ? value : [value];
  return all.map((each) => (typeof each === "string" ? { id: each, title: null } : (each as Linked)));
}
