import type { ApiProblem } from "@/api/problem.ts";
import type { Changes } from "@/api/records.ts";
import { FieldInput } from "@/fields/input.tsx";
import { isBlock, kindOf } from "@/fields/kinds.ts";
import { optionsOf } from "@/fields/label.ts";
import type { FieldDef } from "@/fields/schema.ts";
import type { Form } from "./draft.ts";
import { w } from "./words.ts";

type Props = {
  form: Form;
  values: Changes;
  onValue: (name: string, value: unknown) => void;
  problem: ApiProblem | null;
  hint?: ((field: string, value: unknown) => string | null) | undefined;
};

/** The fields of a form: those asked first, and behind a fold the others, which opens where something there is wrong. */
export function FieldsForm({ form, values, onValue, problem, hint }: Props) {
  const wrong = form.more.some((field) => problem?.about(field.name));
  const own = form.more.filter((field) => field.custom);
  const others = form.more.filter((field) => !field.custom);
  const hinted = (field: FieldDef): FieldDef => {
    const help = hint?.(field.name, values[field.name]);
    return help ? { ...field, help } : field;
  };
  const lines = (fields: FieldDef[]) => (
    <div class="record-fields">
      {fields.map((field) => (
        <div key={field.name} class={isWide(field) ? "whole" : undefined}>
          <FieldInput
            field={hinted(field)}
            value={values[field.name]}
            onValue={(value) => onValue(field.name, value)}
            problem={problem?.about(field.name)}
          />
        </div>
      ))}
    </div>
  );
  return (
    <>
      {lines(form.first)}
      {own.length > 0 && (
        <fieldset class="own">
          <legend>{w("ownFields")}</legend>
          {lines(own)}
        </fieldset>
      )}
      {others.length > 0 && (
        <details open={wrong || undefined}>
          <summary>{w("moreFields")}</summary>
          {lines(others)}
        </details>
      )}
    </>
  );
}

const FEW = 8;

/** Choices that are ticked stand in one line. */
function isWide(field: FieldDef): boolean {
  const kind = kindOf(field);
  return isBlock(kind) || (kind === "choices" && !field.may_add_options && optionsOf(field).length <= FEW);
}
