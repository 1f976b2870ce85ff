import { stale } from "@/api/query.ts";
import type { RecordOf } from "@/api/records.ts";
import { labelOf } from "@/fields/label.ts";
import { type FieldDef, useSchema } from "@/fields/schema.ts";
import { Shown } from "@/shared/page.tsx";
import { InPlace } from "./in_place.tsx";
import { w } from "./words.ts";

type Props = { record: RecordOf; type: string; onSaved?: (record: RecordOf) => void };

/** The organisation's own fields of a record, by their sections, each to be edited where it stands. */
export function OwnFields({ record, type, onSaved }: Props) {
  const schema = useSchema(type);
  return (
    <Shown asked={schema} lines={4}>
      {({ fields, plural }) => {
        const own = fields.filter((field) => field.custom);
        if (own.length === 0) return <p class="faint">{w("noOwnFields")}</p>;
        return (
          <>
            {sections(own).map(([section, members]) => (
              <section key={section} class="own-section">
                {section && <h3>{section}</h3>}
                <dl class="facts">
                  {members.map((field) => (
                    <div key={field.name}>
                      <dt title={field.help}>{labelOf(field)}</dt>
                      <dd>
                        <InPlace
                          record={record}
                          plural={plural}
                          field={field}
                          onSaved={onSaved ?? (() => stale(`/v1/${plural}/${record.id}`))}
                        />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </>
        );
      }}
    </Shown>
  );
}

function sections(fields: FieldDef[]): [string, FieldDef[]][] {
  const told = new Map<string, FieldDef[]>();
  for (const field of fields) told.set(field.section ?? "", [...(told.get(field.section ?? "") ?? []), field]);
  return [...told];
}
