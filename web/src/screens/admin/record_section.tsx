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

type Props = {
  type: string;
  plural: string;
  tells: readonly string[];
  onMore?: (record: RecordOf) => void;
  more?: string;
};

/** The records of a type that administrators keep: all of them, each to be changed or archived, with one way to add. */
export function RecordSection({ type, plural, tells, onMore, more }: Props) {
  const list = useQuery<Page>(`/v1/${plural}`, () => listRecords(plural, { limit: 200 }));
  const schema = useSchema(type);
  const [edited, setEdited] = useState<RecordOf | "new" | null>(null);
  const may = (action: string) => schema.data?.actions.includes(action) ?? false;
  const drop = (record: RecordOf) => archive({ type, plural, id: record.id, name: nameOf(record) }, list.reload);
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
            <Empty title={w("nothingYet")} />
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
                      <td>{nameOf(record)}</td>
                      {tells.map((each) => {
                        const field = fieldOf(schema.data, each);
                        return <td key={each}>{field && <FieldValue field={field} value={record[each]} />}</td>;
                      })}
                      <td class="row-actions">
                        {onMore && more && <Button onClick={() => onMore(record)}>{more}</Button>}
                        {may("edit") && (
                          <Button
                            icon="edit"
                            label={`${common("edit")}: ${nameOf(record)}`}
                            onClick={() => setEdited(record)}
                          />
                        )}
                        {may("delete") && (
                          <Button
                            icon="archive"
                            label={`${common("archive")}: ${nameOf(record)}`}
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
      {edited && (
        <RecordDialog
          type={type}
          {...(edited === "new" ? {} : { record: edited })}
          onDone={() => {
            setEdited(null);
            void list.reload();
          }}
          onClose={() => setEdited(null)}
        />
      )}
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
