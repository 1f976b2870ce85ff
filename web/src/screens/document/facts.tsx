import type { RecordOf } from "@/api/records.ts";
import { InPlace, OwnFields } from "@/editing/index.ts";
import { labelOf, type Schema } from "@/fields/index.ts";
import { Skeleton } from "@/shared/page.tsx";
import type { Kept } from "./index.tsx";
import { w } from "./words.ts";

const SHOWN = ["links", "kind", "description", "language", "expires_on", "keeper", "download", "restricted", "access"];

type Props = { document: Kept; schema: Schema | undefined; onSaved: (record: RecordOf) => void };

/** What is said of it, each to be edited where it stands. */
export function Facts({ document, schema, onSaved }: Props) {
  if (!schema) return <Skeleton lines={6} />;
  const fields = SHOWN.flatMap((name) => schema.fields.find((field) => field.name === name) ?? []);
  return (
    <section class="panel block" aria-label={w("facts")}>
      <dl class="facts">
        {fields.map((field) => (
          <div key={field.name}>
            <dt>{labelOf(field, "document")}</dt>
            <dd>
              <InPlace record={document} plural="documents" field={field} onSaved={onSaved} />
            </dd>
          </div>
        ))}
      </dl>
      {schema.fields.some((field) => field.custom) && <OwnFields record={document} type="document" onSaved={onSaved} />}
    </section>
  );
}
