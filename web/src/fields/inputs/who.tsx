import { Picker } from "@/shared/picker.tsx";
import type { Find } from "../finders.ts";
import type { Linked } from "../value_parts.tsx";
import { w } from "../words.ts";

type Props = { who: Linked | null; find: Find; onWho: (who: Linked) => void };

/** Somebody in a row of its own field, such as a party of a building or who has access. */
export function Who({ who, find, onWho }: Props) {
  return (
    <Picker
      label={w("who")}
      hideLabel
      placeholder={w("who")}
      chosen={who?.id ? [{ value: who.id, label: who.title ?? who.id }] : []}
      find={find}
      onChosen={([chosen]) => onWho({ id: chosen?.value ?? "", title: chosen?.label })}
    />
  );
}
