import { useState } from "preact/hooks";
import type { ApiProblem } from "@/api/problem.ts";
import type { Changes } from "@/api/records.ts";
import { labelOf } from "@/fields/label.ts";
import { fieldOf, type Schema } from "@/fields/schema.ts";
import { FieldValue } from "@/fields/value.tsx";
import { Button } from "@/shared/button.tsx";
import { w } from "./words.ts";

type Props = {
  schema: Schema;
  /** The 412, with the present values of the fields in conflict. */
  problem: ApiProblem;
  mine: Changes;
  busy: boolean;
  /** All values, with what was chosen, and the version that they are meant to follow. */
  onChosen: (values: Changes, version: number) => void;
  /** What the form that it stands in does when it is sent: while there is something to choose, what was chosen. */
  submit?: { current: () => void };
};

/** Field by field what I made of it and what somebody else did meanwhile; nothing is lost before one chose. */
export function Conflict({ schema, problem, mine, busy, onChosen, submit }: Props) {
  const theirs = (problem.body.current ?? {}) as Changes;
  const [kept, setKept] = useState<Record<string, "mine" | "theirs">>({});
  const names = Object.keys(theirs).filter((name) => fieldOf(schema, name));
  const choose = () => {
    const taken = names.filter((name) => kept[name] === "theirs").map((name) => [name, theirs[name]] as const);
    onChosen({ ...mine, ...Object.fromEntries(taken) }, Number(problem.body.version));
  };
  if (submit) submit.current = choose;
  return (
    <section class="asked-again" role="alert" tabIndex={-1}>
      <p>
        <strong>{w("conflict")}</strong>
      </p>
      {names.map((name) => (
        <fieldset key={name}>
          <legend>{labelOf(fieldOf(schema, name) ?? name)}</legend>
          <div class="columns">
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side} class="check">
                <input
                  type="radio"
                  name={`conflict-${name}`}
                  checked={(kept[name] ?? "mine") === side}
                  onChange={() => setKept({ ...kept, [name]: side })}
                />
                <span>
                  <span class="help">{w(side)}</span>
                  <FieldValue
                    field={fieldOf(schema, name) as never}
                    value={side === "mine" ? mine[name] : theirs[name]}
                  />
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <Button kind="primary" busy={busy} onClick={choose}>
        {w("saveChosen")}
      </Button>
    </section>
  );
}
