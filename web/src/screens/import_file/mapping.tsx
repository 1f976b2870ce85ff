import type { ApiProblem } from "@/api/problem.ts";
import { useSchema } from "@/fields/schema.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { compare } from "@/words/format.ts";
import { EXTERNAL, type Import, type Mapped, targetLabel } from "./importing.ts";
import { Meanings } from "./meanings.tsx";
import { w } from "./words.ts";

type Props = { read: Import; mapping: Mapped[]; problem: ApiProblem | null; onMapping: (mapping: Mapped[]) => void };

/** Each column of the file with what it becomes, as far as it could be suggested. */
export function Mapping({ read, mapping, problem, onMapping }: Props) {
  const schema = useSchema(read.of).data;
  const targets = read.fields
    .filter((each) => each.name !== EXTERNAL)
    .map((each) => ({ value: each.name, label: targetLabel(each, read.of, schema) }))
    .sort((a, b) => compare(a.label, b.label));
  const hasKeys = read.fields.some((each) => each.name === EXTERNAL);
  const options = hasKeys ? [...targets, { value: `${EXTERNAL}.`, label: w("ownKey") }] : targets;
  const put = (column: string, to: string) => {
    const others = mapping.filter((each) => each.column !== column);
    const before = mapping.find((each) => each.column === column);
    if (!to) return onMapping(others);
    const { values: _, ...bare } = before ?? { column };
    const mapped = { ...bare, to };
    onMapping(before ? mapping.map((each) => (each === before ? mapped : each)) : [...others, mapped]);
  };
  return (
    <section>
      <h2>{w("mapping")}</h2>
      <div class="mapping-head" aria-hidden="true">
        <span>{w("column")}</span>
        <span>{w("becomes")}</span>
      </div>
      <ul class="mapping">
        {read.columns.map((column) => {
          const place = mapping.findIndex((each) => each.column === column);
          const to = mapping[place]?.to ?? "";
          const target = read.fields.find((each) => each.name === to);
          const isKey = to.startsWith(`${EXTERNAL}.`);
          return (
            <li key={column}>
              <span class="mapping-column">{column}</span>
              <div class="mapping-to">
                <SelectField
                  label={w("columnBecomes", { column })}
                  hideLabel
                  problem={place < 0 ? null : problem?.about(`mapping[${place}]`)}
                  options={options}
                  empty={w("leftOut")}
                  value={isKey ? `${EXTERNAL}.` : to}
                  onValue={(name) => put(column, name)}
                />
                {isKey && (
                  <TextField
                    label={`${column}: ${w("system")}`}
                    hideLabel
                    placeholder={w("system")}
                    maxLength={60}
                    value={to.slice(EXTERNAL.length + 1)}
                    onValue={(system) => put(column, `${EXTERNAL}.${system.replaceAll(/[^A-Za-z0-9._-]/g, "")}`)}
                  />
                )}
                {target && (
                  <Meanings
                    of={read.of}
                    target={target}
                    mapped={mapping[place] as Mapped}
                    onMapped={(mapped) => onMapping(mapping.with(place, mapped))}
                  />
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
