import type { ComponentChildren, FunctionComponent } from "preact";
import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { listRecords, type Page, type RecordOf } from "@/api/records.ts";
import { RecordDialog } from "@/editing/index.ts";
import { FieldValue, fieldOf, labelOf, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { archive } from "./archiving.ts";
import { w } from "./words.ts";

export type Editing = { record?: RecordOf; onDone: () => void; onClose: () => void };

type Props = {
  type: string;
  plural: string;
  tells: readonly string[];
  /** What says of a field more than its value does, by its name. */
  shown?: Record<string, (record: RecordOf) => ComponentChildren>;
  named?: (record: RecordOf) => string;
  /** How one is made and changed, where a form of all its fields does not do. */
  dialog?: FunctionComponent<Editing>;
  onMore?: (record: RecordOf) => void;
  more?: string;
};

/** The records of a type that administrators keep: all of them, each to be changed or archived, with one way to add. */
export function RecordSection(props: Props) {
  const { type, plural, tells, shown = {}, named: name = nameOf, dialog: Editor, onMore, more } = props;
  const list = useQuery<Page>(`/v1/${plural}`, () => listRecords(plural, { limit: 200 }));
  const schema = useSchema(type);
  const [edited, setEdited] = useState<RecordOf | "new" | null>(null);
  const may = (action: string) => schema.data?.actions.includes(action) ?? false;
  const drop = (record: RecordOf) => archive({ type, plural, id: record.id, name: name(record) }, list.reload);
  const editing: Editing = {
    ...(edited && edited !== "new" ? { record: edited } : {}),
    onDone: () => {
      setEdited(null);
      void list.reload();
    },
    onClose: () => setEdited(null),
  };
  return (
    <div class="stack">
      {may("create") && (
        <div class="row">
          <Button kind="primary" icon="plus" onClick={() => setEdited("new")}>
            {common("add")}
          </Button>
        </div>
      )}
      <Shown asked={list} lines={5}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={w("nothingYet")}>{may("create") && w("addFirst")}</Empty>
          ) : (
            <div class="scroll-x">
              <table>
                <thead>
                  <tr>
                    <th>{common("name")}</th>
                    {tells.map((each) => (
                      <th key={each}>{labelOf(fieldOf(schema.data, each) ?? each, type)}</th>
                    ))}
                    <th>
                      <span class="unseen">{common("edit")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.map((record) => (
                    <tr key={record.id}>
                      <td>{name(record)}</td>
                      {tells.map((each) => {
                        const field = fieldOf(schema.data, each);
                        const told =
                          shown[each]?.(record) ?? (field && <FieldValue field={field} value={record[each]} />);
                        return <td key={each}>{told}</td>;
                      })}
                      <td class="row-actions">
                        {onMore && more && <Button onClick={() => onMore(record)}>{more}</Button>}
                        {may("edit") && (
                          <Button
                            icon="edit"
                            label={`${common("edit")}: ${name(record)}`}
                            onClick={() => setEdited(record)}
                          />
                        )}
                        {may("delete") && (
                          <Button
                            icon="archive"
                            label={`${common("archive")}: ${name(record)}`}
                            onClick={() => drop(record)}
                          />
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {edited && (Editor ? <Editor {...editing} /> : <RecordDialog type={type} {...editing} />)}
    </div>
  );
}

/** What a record of any kind is called: its own name, else what it joins. */
export function nameOf(record: RecordOf): string {
  for (const key of ["name", "title", "display_name", "label", "key"]) {
    if (typeof record[key] === "string" && record[key]) return record[key] as string;
  }
  const joined = ["user", "relation", "of", "to"].map((key) => titleIn(record[key])).filter(Boolean);
  return joined.join(" · ") || record.id;
}

function titleIn(value: unknown): string {
  if (typeof value === "string") return value;
  return value && typeof value === "object" && "title" in value ? String(value.title ?? "") : "";
}
