import type { ApiProblem } from "@/api/problem.ts";
import { useSchema } from "@/fields/schema.ts";
import { SelectField } from "@/shared/field.tsx";
import { type Import, keysOf, type Plan, targetLabel } from "./importing.ts";
import { w } from "./words.ts";

type Props = { read: Import; plan: Plan; problem: ApiProblem | null; onChange: (part: Partial<Plan>) => void };

/** By what records are known again, what becomes of those, and how days and numbers are written. */
export function Rules({ read, plan, problem, onChange }: Props) {
  const schema = useSchema(read.of).data;
  const keys = keysOf(plan.mapping, read.fields).map((name) => {
    const target = read.fields.find((each) => each.name === name) ?? { name, label: null };
    return { value: name, label: targetLabel(target, read.of, schema) };
  });
  const choice = (name: "matched" | "unmatched" | "duplicates", values: Parameters<typeof w>[0][]) => (
    <SelectField
      label={w(name)}
      options={values.map((value) => ({ value, label: w(value) }))}
      value={plan[name]}
      problem={problem?.about(name)}
      onValue={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <section>
      <h2>{w("rules")}</h2>
      <div class="columns">
        <SelectField
          label={w("key")}
          options={keys}
          empty={w("noKey")}
          value={plan.key ?? ""}
          problem={problem?.about("key")}
          onValue={(key) => onChange({ key: key || null })}
        />
        {plan.key && choice("matched", ["update", "fill_blanks", "skip"])}
        {plan.key && choice("unmatched", ["create", "skip"])}
        {choice("duplicates", ["refuse", "allow"])}
        <SelectField
          label={w("dates")}
          options={(["day_first", "month_first"] as const).map((value) => ({ value, label: w(value) }))}
          value={plan.dates}
          onValue={(dates) => onChange({ dates: dates as Plan["dates"] })}
        />
        <SelectField
          label={w("decimals")}
          options={[
            { value: ",", label: w("comma") },
            { value: ".", label: w("point") },
          ]}
          value={plan.decimals}
          onValue={(decimals) => onChange({ decimals: decimals as Plan["decimals"] })}
        />
      </div>
    </section>
  );
}
