import { screenOf } from "@/api/records.ts";
import { labelOf } from "@/fields/label.ts";
import { type FieldDef, fieldOf, type Schema } from "@/fields/schema.ts";
import { FieldValue } from "@/fields/value.tsx";
import { Button } from "@/shared/button.tsx";
import { type FieldOfMerge, nameIn, type Preview, takenFrom } from "./merging.ts";
import { w } from "./words.ts";

type Props = {
  schema: Schema;
  preview: Preview;
  /** The one that stays first. */
  ids: string[];
  differing: boolean;
  /** By field the record that its value is taken of; what is shown of it does not wait for the preview. */
  choices: Readonly<Record<string, string>>;
  onSurvivor: (id: string) => void;
  /** Null: as it comes without a choice. */
  onChoose: (field: string, id: string | null) => void;
};

/** Fields down, records across, at the end what it becomes. */
export function Compared({ schema, preview, ids, differing, choices, onSurvivor, onChoose }: Props) {
  const differs = (row: FieldOfMerge) => row.conflict || Object.keys(row.values).length < ids.length;
  const rows = preview.fields.filter((each) => fieldOf(schema, each.field) && (differs(each) || !differing));
  return (
    <div class="scroll-x">
      <table class="merge-table">
        <caption class="unseen">{w("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{w("field")}</th>
            {ids.map((id, index) => (
              <th key={id} scope="col">
                <a href={screenOf(id) ?? "#"}>{nameIn(preview, id)}</a>
                <span class="help">{w(index === 0 ? "stays" : "goes")}</span>
                {index > 0 && (
                  <Button kind="quiet" onClick={() => onSurvivor(id)}>
                    {w("keepThis")}
                  </Button>
                )}
              </th>
            ))}
            <th scope="col">{w("becomes")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.field}
              row={row}
              chosen={choices[row.field] ?? null}
              field={fieldOf(schema, row.field) as FieldDef}
              preview={preview}
              ids={ids}
              onChoose={(id) => onChoose(row.field, id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Row = {
  row: FieldOfMerge;
  chosen: string | null;
  field: FieldDef;
  preview: Preview;
  ids: string[];
  onChoose: (id: string | null) => void;
};

function Line({ row, chosen, field, preview, ids, onChoose }: Row) {
  const isList = Object.values(row.values).some((value) => Array.isArray(value) || isMap(value, field));
  const from = isList && chosen === null ? null : takenFrom(row.values, chosen, ids);
  const isTold = chosen === row.chosen || chosen === null;
  const name = labelOf(field);
  return (
    <tr>
      <th scope="row">{name}</th>
      {ids.map((id) => (
        <td key={id} data-of={nameIn(preview, id)}>
          {row.conflict ? (
            <label class="check">
              <input
                type="radio"
                name={`merge-${row.field}`}
                aria-label={`${name}: ${nameIn(preview, id)}`}
                checked={from === id}
                onChange={() => onChoose(id)}
              />
              <span>
                <FieldValue field={field} value={row.values[id]} plain={field.may === "read"} />
              </span>
            </label>
          ) : (
            <FieldValue field={field} value={row.values[id]} />
          )}
        </td>
      ))}
      <td class="merge-result" data-of={w("becomes")}>
        <FieldValue field={field} value={isTold ? preview.record?.[row.field] : row.values[chosen]} />
        {isList && row.conflict && (
          <label class="check">
            <input type="radio" name={`merge-${row.field}`} checked={from === null} onChange={() => onChoose(null)} />
            <span class="faint">{w("both")}</span>
          </label>
        )}
      </td>
    </tr>
  );
}

const isMap = (value: unknown, field: FieldDef): boolean => field.name === "external_ids" && typeof value === "object";
