import { useEffect, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { type FieldDef, FieldValue, labelOf, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { colleagues } from "@/shared/finding.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { dayKey, longDay, time } from "@/words/format.ts";
import { w } from "../words.ts";
import { PutBack } from "./put_back.tsx";

type Change = Schemas["Change"];
/** Those that have a history in the client; the API has it of all. */
type Told = "relations" | "contacts" | "addresses" | "buildings" | "products" | "documents" | "activities";

const UNSAID = new Set(["sort_name", "completeness", "through", "salutation"]);
const ACTIONS = {
  created: "didCreate",
  updated: "didUpdate",
  archived: "didArchive",
  restored: "didRestore",
  viewed: "didView",
  downloaded: "didDownload",
  merged: "didMerge",
} as const;

type Props = {
  plural: string;
  id: string;
  type: string;
  /** Nothing is put back in what is archived. */
  readOnly?: boolean;
};

/** Who changed what, when, field by field, with a way to put an older value back. */
export function HistoryTab({ plural, id, type, readOnly }: Props) {
  const pageOf = (after?: string | null) => {
    const query = { limit: 30, cursor: after };
    return got(api.GET(`/v1/${plural as Told}/{id}/history`, { params: { path: { id }, query } }));
  };
  const first = useQuery(`/v1/${plural}/${id}/history`, () => pageOf());
  const [more, setMore] = useState<{ rows: Change[]; cursor: string | null } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => setMore(null), [first.data]);
  const names = useNames();
  const schema = useSchema(type).data;
  const cursor = more ? more.cursor : (first.data?.page.next_cursor ?? null);
  const go = async () => {
    try {
      const next = await pageOf(cursor);
      setMore({ rows: [...(more?.rows ?? []), ...next.data], cursor: next.page.next_cursor });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Shown asked={first} lines={6}>
      {({ data }) => {
        const rows = [...data, ...(more?.rows ?? [])];
        if (rows.length === 0) return <Empty title={w("noHistory")} />;
        return (
          <div class="stack">
            <ol class="list plain history">
              {rows.map((row, at) => (
                <li key={`${row.at} ${row.version} ${row.action}`}>
                  {dayKey(row.at) !== dayKey(rows[at - 1]?.at ?? "2000-01-01") && <h3>{longDay(row.at)}</h3>}
                  <p>
                    <span class="faint">{time(row.at)}</span> <strong>{names.get(row.by) ?? w("somebody")}</strong>{" "}
                    {row.action in ACTIONS ? w(ACTIONS[row.action as keyof typeof ACTIONS]) : row.action}
                    {typeof row.about?.reason === "string" && <span class="faint"> · {row.about.reason}</span>}
                    {typeof row.about?.file_name === "string" && <span class="faint"> · {row.about.file_name}</span>}
                    {row.channel && row.channel !== "api" && <span class="faint"> · {row.channel}</span>}
                  </p>
                  <Fields
                    row={row}
                    fields={schema?.fields ?? []}
                    type={type}
                    plural={plural}
                    id={id}
                    readOnly={readOnly}
                  />
                </li>
              ))}
            </ol>
            <ErrorNote problem={problem} />
            {cursor && <Button onClick={go}>{common("more")}</Button>}
          </div>
        );
      }}
    </Shown>
  );
}

type OfFields = Props & { row: Change; fields: FieldDef[] };

function Fields({ row, fields, type, plural, id, readOnly }: OfFields) {
  const changed = Object.entries(row.changed).filter(([name]) => !UNSAID.has(name));
  if (changed.length === 0 || row.action === "created") return null;
  return (
    <dl class="changes">
      {changed.map(([name, side]) => {
        const field = fields.find((each) => each.name === name);
        return (
          <div key={name}>
            <dt>{labelOf(field ?? name, type)}</dt>
            <dd>
              <del>{shown(field, side.was)}</del> <span aria-hidden="true">→</span> <ins>{shown(field, side.now)}</ins>
              {side.rule === true && <span class="faint small"> {w("byRule")}</span>}
              {field?.may === "write" && !readOnly && <PutBack plural={plural} id={id} field={field} was={side.was} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function shown(field: FieldDef | undefined, value: unknown) {
  if (value === undefined || value === null || value === "") return <span class="faint">{w("nothing")}</span>;
  if (field) return <FieldValue field={field} value={value} plain />;
  return typeof value === "object" ? <code class="small">{JSON.stringify(value)}</code> : String(value);
}

/** Names of colleagues by their ids; asked once for all screens. */
function useNames(): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    colleagues().then(
      (all) => setNames(new Map(all.map((each) => [each.id, each.name]))),
      () => undefined, // without them it is told what changed, not by whom
    );
  }, []);
  return names;
}
