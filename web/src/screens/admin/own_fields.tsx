import { useState } from "preact/hooks";
import { stale, useQuery } from "@/api/query.ts";
import { listRecords, type Page } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { typeName } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import { archive } from "./archiving.ts";
import { FieldDialog } from "./field_dialog.tsx";
import type { FieldRecord } from "./field_draft.ts";
import { f, type Kind, kindName } from "./field_words.ts";

/** Types that may have fields of an organisation's own. */
export const TYPES = ["relation", "contact", "activity", "document", "address", "team"] as const;

export const useOwnFields = (of: string) =>
  useQuery<Page<FieldRecord>>(`/v1/custom-fields?of=${of}`, () =>
    listRecords<FieldRecord>("custom-fields", { of, limit: 200 }),
  );

/** After a field changed, everything that knows fields asks anew. */
export function changed(of: string): void {
  stale("/v1/custom-fields");
  stale(`/v1/schema/${of}`);
}

export default function OwnFields() {
  const [of, setOf] = useState<string>("relation");
  const [edited, setEdited] = useState<FieldRecord | "new" | null>(null);
  const fields = useOwnFields(of);
  const drop = (field: FieldRecord) => {
    const name = named(field.names, String(field.name));
    return archive({ type: "custom_field", plural: "custom-fields", id: field.id, name }, () => changed(of));
  };
  return (
    <div class="stack">
      <div class="row between">
        <SelectField
          label={f("of")}
          value={of}
          onValue={setOf}
          options={TYPES.map((each) => ({ value: each, label: typeName(each) }))}
        />
        {may("custom_field.create") && (
          <Button kind="primary" icon="plus" onClick={() => setEdited("new")}>
            {f("newField")}
          </Button>
        )}
      </div>
      <Shown asked={fields} lines={5}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={f("noneYet", { type: typeName(of) })} />
          ) : (
            <ul class="list">
              {[...data].sort(inOrder).map((field) => (
                <Row key={field.id} field={field} onEdit={() => setEdited(field)} onArchive={() => drop(field)} />
              ))}
            </ul>
          )
        }
      </Shown>
      {edited && (
        <FieldDialog of={of} {...(edited === "new" ? {} : { record: edited })} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

const inOrder = (a: FieldRecord, b: FieldRecord): number => Number(a.position ?? 500) - Number(b.position ?? 500);

type RowProps = { field: FieldRecord; onEdit: () => void; onArchive: () => void };

function Row({ field, onEdit, onArchive }: RowProps) {
  const name = named(field.names, String(field.name));
  return (
    <li class="row between">
      <div class="grow">
        <strong>{name}</strong> {field.required && <Badge tone="accent">{common("required")}</Badge>}
        <p class="small faint">
          {kindName(field.kind as Kind)}
          {field.section ? ` · ${field.section}` : ""} · <code>custom_{String(field.key)}</code>
        </p>
      </div>
      <span class="row">
        {may("custom_field.edit") && <Button icon="edit" label={`${common("edit")}: ${name}`} onClick={onEdit} />}
        {may("custom_field.delete") && (
          <Button icon="archive" label={`${common("archive")}: ${name}`} onClick={onArchive} />
        )}
      </span>
    </li>
  );
}
