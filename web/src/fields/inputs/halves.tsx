import { TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Picker } from "@/shared/picker.tsx";
import { labelOf } from "../label.ts";
import type { Half } from "../value_parts.tsx";
import { w } from "../words.ts";
import type { InputProps } from "./input_props.ts";

const PARTS = ["first_name", "initials", "particle", "last_name"] as const;

/** The two of a couple: each a person who is here already, or a typed name. */
export function HalvesInput({ label, value, onValue, problem, hideLabel }: InputProps) {
  const given = Array.isArray(value) ? (value as Half[]) : [];
  const halves: Half[] = [given[0] ?? {}, given[1] ?? {}];
  const tell = (index: number, half: Half) => onValue(halves.map((each, at) => sent(at === index ? half : each)));
  return (
    <fieldset class={problem ? "field wrong" : "field"}>
      <legend class={hideLabel ? "unseen" : undefined}>{label}</legend>
      {problem && <p class="fault">{problem}</p>}
      <div class="columns">
        {halves.map((half, index) => (
          <fieldset key={index} class="half">
            <legend>{w("partner", { n: index + 1 })}</legend>
            <Picker
              label={w("linkedPerson")}
              chosen={half.person ? [{ value: half.person.id, label: half.person.title ?? half.person.id }] : []}
              find={recordsOf("relation")}
              onChosen={([chosen]) =>
                tell(index, chosen ? { person: { id: chosen.value, title: chosen.label } } : { ...half, person: null })
              }
            />
            {!half.person &&
              PARTS.map((name) => (
                <TextField
                  key={name}
                  label={labelOf(name, "relation")}
                  maxLength={80}
                  value={half[name] ?? ""}
                  onValue={(typed) => tell(index, { ...half, [name]: typed || null })}
                />
              ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}

function sent({ of: _, ...half }: Half): Half {
  return half;
}
