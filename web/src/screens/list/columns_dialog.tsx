import { useRef, useState } from "preact/hooks";
import { type FieldDef, labelOf, type Schema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { CheckField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { compare } from "@/words/format.ts";
import { columnsOf, possible, usual } from "./columns.ts";
import { w } from "./words.ts";

type Props = {
  schema: Schema;
  columns: readonly FieldDef[];
  onColumns: (names: string[]) => void;
  onClose: () => void;
};

/** Which columns there are, in which order: those that are shown stand first. */
export function ColumnsDialog({ schema, columns, onColumns, onClose }: Props) {
  const [names, setNames] = useState(columns.map((field) => field.name));
  const list = useRef<HTMLUListElement>(null);
  const shown = columnsOf(schema, names);
  const others = possible(schema)
    .filter((field) => !names.includes(field.name))
    .sort((a, b) => compare(labelOf(a), labelOf(b)));
  const move = (at: number, by: number) => {
    const next = [...names];
    const [name] = next.splice(at, 1);
    next.splice(at + by, 0, name as string);
    setNames(next);
    const way = by < 0 ? "up" : "down";
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-name="${name}"] button[data-way="${way}"]`)?.focus(),
    );
  };
  return (
    <Dialog
      title={w("columns")}
      onClose={onClose}
      onSubmit={() => onColumns(names)}
      footer={
        <>
          <Button onClick={() => setNames(usual(schema))}>{w("usual")}</Button>
          <Button kind="primary" type="submit">
            {w("apply")}
          </Button>
        </>
      }
    >
      <p class="faint">{w("columnsHelp")}</p>
      <ul class="plain column-list" ref={list}>
        {shown.map((field, at) => (
          <li key={field.name} data-name={field.name} class="row between">
            <CheckField
              label={labelOf(field)}
              checked
              onChecked={() => setNames(names.filter((each) => each !== field.name))}
            />
            <span class="row">
              <Button
                kind="quiet"
                icon="up"
                data-way="up"
                label={w("up", { name: labelOf(field) })}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <Button
                kind="quiet"
                icon="down"
                data-way="down"
                label={w("down", { name: labelOf(field) })}
                disabled={at === shown.length - 1}
                onClick={() => move(at, 1)}
              />
            </span>
          </li>
        ))}
      </ul>
      <h3>{common("more")}</h3>
      <ul class="plain column-list">
        {others.map((field) => (
          <li key={field.name}>
            <CheckField label={labelOf(field)} checked={false} onChecked={() => setNames([...names, field.name])} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
