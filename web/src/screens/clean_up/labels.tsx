import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { changeRecord, readRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { labelOf } from "@/fields/label.ts";
import { fieldOf, useSchema } from "@/fields/schema.ts";
import { typeNames } from "@/fields/type_name.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { w } from "./words.ts";

type Unused = Schemas["UnusedOption"];
type Told = Schemas["UnusedOptions"];

const TYPES = ["relation", "contact", "activity", "document", "building", "product", "address"];

const list = (of: string, start: number): Promise<Told> =>
  got(api.GET("/v1/custom-fields/unused", { params: { query: { of, start } } }));

/** Options of own fields that no record has: archived, they are offered no more, and can be brought back. */
export function Labels() {
  const [of, setOf] = useState("relation");
  const asked = useQuery(`/v1/custom-fields/unused?of=${of}`, () => list(of, 0), 0);
  return (
    <>
      <div class="clean-head">
        <SelectField
          label={w("ofType")}
          options={TYPES.map((type) => ({ value: type, label: typeNames(type) }))}
          value={of}
          onValue={setOf}
        />
      </div>
      <Shown asked={asked} lines={4}>
        {(first) => <Options key={of} of={of} first={first} />}
      </Shown>
    </>
  );
}

function Options({ of, first }: { of: string; first: Told }) {
  const schema = useSchema(of);
  const [rows, setRows] = useState(first.data);
  const [next, setNext] = useState(first.next);
  const more = () =>
    list(of, next ?? 0).then((told) => {
      setRows([...rows, ...told.data]);
      setNext(told.next);
    }, complain);
  const mark = (row: Unused, archived: boolean) =>
    setRows((before) => before.map((each) => (isSame(each, row) ? { ...each, archived } : each)));
  const archive = async (row: Unused) => {
    mark(row, true);
    try {
      await put(row, true);
      const undo = async () => {
        await put(row, false);
        mark(row, false);
      };
      say(w("optionArchived", { name: row.name }), { undo });
    } catch (error) {
      mark(row, false);
      complain(error);
    }
  };
  if (rows.length === 0 && next === null) return <Empty title={w("noneUnused")}>{w("noneUnusedHow")}</Empty>;
  return (
    <>
      <ul class="list lacking">
        {rows.map((row) => (
          <li key={`${row.id} ${row.key}`}>
            <div>
              <strong>{row.name}</strong>
              <span class="help">{labelOf(fieldOf(schema.data, row.field) ?? row.field, of)}</span>
            </div>
            {row.archived ? (
              <Badge>{w("alreadyArchived")}</Badge>
            ) : (
              may("custom_field.edit") && (
                <Button icon="archive" onClick={() => archive(row)}>
                  {w("archiveOption")}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {next !== null && <Button onClick={more}>{common("more")}</Button>}
    </>
  );
}

const isSame = (one: Unused, other: Unused): boolean => one.id === other.id && one.key === other.key;

/** The options are a list, so the field is read first; its version keeps what others did meanwhile. */
async function put(row: Unused, archived: boolean): Promise<void> {
  const field = await readRecord("custom-fields", row.id);
  const options = (field.options as { key: string }[]).map((each) =>
    each.key === row.key ? { ...each, archived } : each,
  );
  await changeRecord("custom-fields", row.id, { options }, field.version);
}
