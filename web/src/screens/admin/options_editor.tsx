import type { ApiProblem } from "@/api/problem.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { type FieldOption, moved, placeOf } from "./field_draft.ts";
import { f } from "./field_words.ts";
import { w } from "./words.ts";

type Props = { options: FieldOption[]; onOptions: (options: FieldOption[]) => void; problem: ApiProblem | null };

const COLOUR = "#8a92a1";

/** The options of a choice: names, colours, order, and what stands below what. One that is in use is archived, not removed. */
export function OptionsEditor({ options, onOptions, problem }: Props) {
  const put = (at: number, changes: Partial<FieldOption>) =>
    onOptions(options.map((each, index) => (index === at ? { ...each, ...changes } : each)));
  return (
    <fieldset class="stack">
      <legend>{f("options")}</legend>
      {options.map((option, at) => (
        <div key={option.key || at} class="option-row">
          <TextField
            label={f("option", { n: at + 1 })}
            hideLabel
            value={option.name}
            disabled={option.archived}
            onValue={(name) => put(at, { name })}
            problem={option.name.trim() ? problem?.about(`options[${placeOf(options, at)}]`) : null}
          />
          <input
            type="color"
            aria-label={`${f("colour")}: ${option.name}`}
            value={option.colour ?? COLOUR}
            onChange={(event) => put(at, { colour: event.currentTarget.value })}
          />
          <SelectField
            label={`${f("below")}: ${option.name}`}
            hideLabel
            empty="–"
            value={option.parent ?? ""}
            onValue={(parent) => put(at, { parent: parent || null })}
            options={options
              .filter((each) => each.key && each.key !== option.key && !each.archived)
              .map((each) => ({ value: each.key, label: each.name }))}
          />
          <span class="row">
            <Button
              kind="quiet"
              icon="up"
              label={`${f("up")}: ${option.name}`}
              disabled={at === 0}
              onClick={() => onOptions(moved(options, at, -1))}
            />
            <Button
              kind="quiet"
              icon="down"
              label={`${f("down")}: ${option.name}`}
              disabled={at === options.length - 1}
              onClick={() => onOptions(moved(options, at, 1))}
            />
            {option.key ? (
              <Button
                kind="quiet"
                icon={option.archived ? "restore" : "archive"}
                label={`${common(option.archived ? "restore" : "archive")}: ${option.name}`}
                onClick={() => put(at, { archived: !option.archived })}
              />
            ) : (
              <Button
                kind="quiet"
                icon="close"
                label={`${common("remove")}: ${option.name}`}
                onClick={() => onOptions(options.filter((_, index) => index !== at))}
              />
            )}
          </span>
          {option.archived && <span class="faint small">{w("archived")}</span>}
        </div>
      ))}
      <div class="row">
        <Button icon="plus" onClick={() => onOptions([...options, { key: "", name: "" }])}>
          {common("add")}
        </Button>
      </div>
    </fieldset>
  );
}
