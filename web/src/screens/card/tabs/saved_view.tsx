import { useQuery } from "@/api/query.ts";
import { type RecordOf, readRecord, screenOf } from "@/api/records.ts";
import { FieldValue, labelOf, type Schema, useSchema } from "@/fields/index.ts";
import { titleField } from "@/screens/list/columns.ts";
import { type Look, lookOf, type View } from "@/screens/list/look.ts";
import { nameOf, valueIn } from "@/screens/list/naming.ts";
import { placeOf } from "@/screens/list/place.ts";
import { useRows } from "@/screens/list/rows.ts";
import { addressOf, readState } from "@/screens/list/state.ts";
import { type Selection, useSelection } from "@/screens/list/views.ts";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Shown, Skeleton } from "@/shared/page.tsx";
import { w } from "../words.ts";
import { OpenWhole } from "./saved.tsx";

const FEW = 8;
const MOST_COLUMNS = 4;

/** The first rows of a saved view, in its columns and its order. */
export function SavedView({ id }: { id: string }) {
  const asked = useQuery(`/v1/views/${id}`, async () => (await readRecord("views", id)) as View);
  return (
    <Shown asked={asked}>
      {(view) => (
        <div class="stack loose">
          <First view={view} />
          <OpenWhole href={addressOf(placeOf(view.of), { view: id })} icon="list" name={view.name} />
        </div>
      )}
    </Shown>
  );
}

function First({ view }: { view: View }) {
  const schema = useSchema(view.of);
  const chosen = view.selection?.id ?? null;
  const selection = useSelection(chosen);
  return (
    <Shown asked={schema}>
      {(told) =>
        chosen === null ? (
          <Looked schema={told} view={view} selection={null} />
        ) : (
          <Shown asked={selection}>{(known) => <Looked schema={told} view={view} selection={known} />}</Shown>
        )
      }
    </Shown>
  );
}

function Looked({ schema, view, selection }: { schema: Schema; view: View; selection: Selection | null }) {
  const look = lookOf(schema, readState({}), view, selection);
  const { rows, waiting, problem, reload } = useRows({ ...look.source, first: FEW });
  if (rows.length > 0) return <Rows schema={schema} look={look} rows={rows.slice(0, FEW)} />;
  if (problem) return <ErrorNote problem={problem} retry={reload} />;
  return waiting ? <Skeleton lines={4} /> : <Empty title={w("viewIsEmpty")} />;
}

function Rows({ schema, look, rows }: { schema: Schema; look: Look; rows: readonly RecordOf[] }) {
  const title = titleField(schema);
  const columns = look.columns.slice(0, MOST_COLUMNS);
  return (
    <div class="scroll-x">
      <table>
        <thead>
          <tr>
            {[title, ...columns].map((field) => (
              <th key={field.name} scope="col">
                {labelOf(field, schema.type)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={screenOf(row.id) ?? "#"}>{nameOf(row, title)}</a>
              </th>
              {columns.map((field) => (
                <td key={field.name}>
                  <FieldValue field={field} value={valueIn(row, field)} plain />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
