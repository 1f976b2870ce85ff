import { useEffect, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { WRITE } from "@/api/patience.ts";
import { type ApiProblem, asProblem, problemOf } from "@/api/problem.ts";
import { screenOf } from "@/api/records.ts";
import type { paths } from "@/api/schema.ts";
import { addressed, authorized } from "@/api/send.ts";
import { may } from "@/api/session.ts";
import { plain } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { moment } from "@/words/format.ts";
import { areaName } from "./area_words.ts";
import { AuditFilters, type Filters, NO_FILTERS } from "./audit_filters.tsx";
import { AuditSettings } from "./audit_settings.tsx";
import { a } from "./audit_words.ts";
import { useNames } from "./erasures.tsx";
import { operationName } from "./operations/index.ts";
import { actionName } from "./rights_words.ts";
import { ruleWhy } from "./rule_words.ts";

type Row = Schemas["AuditRow"];
type Asked = paths["/v1/audit"]["get"]["parameters"]["query"];

const TONES = { allowed: "good", refused: "warn", alarm: "bad" } as const;

/** Who did what, and what decided; narrowed by who, what and when. */
export default function Audit() {
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const log = useLog(filters);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await saveAll(filters).catch(complain);
    setBusy(false);
  };
  return (
    <div class="stack loose">
      <AuditFilters filters={filters} onFilters={setFilters} />
      <div class="row">
        <Button icon="download" busy={busy} onClick={save}>
          {a("export")}
        </Button>
      </div>
      <Shown asked={log} lines={8}>
        {(rows) => (rows.length === 0 && !log.cursor ? <Empty title={common("nothingFound")} /> : <Rows rows={rows} />)}
      </Shown>
      {log.cursor && (
        <div class="row">
          <Button busy={log.loading} onClick={log.more}>
            {common("more")}
          </Button>
        </div>
      )}
      {may("audit.edit") && <AuditSettings />}
    </div>
  );
}

/** Pages of the log one after the other; other filters begin anew. */
function useLog(filters: Filters) {
  const [rows, setRows] = useState<Row[]>();
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [loading, setLoading] = useState(false);
  const key = JSON.stringify(filters);
  const ask = async (from: string | null, before: Row[], isCurrent: () => boolean) => {
    setLoading(true);
    setProblem(null);
    try {
      const query = { ...filters, limit: 50, cursor: from } as Asked;
      const page = await got(api.GET("/v1/audit", { params: { query } }));
      if (!isCurrent()) return;
      setRows([...before, ...page.data]);
      setCursor(page.page.has_more ? page.page.next_cursor : null);
    } catch (error) {
      if (isCurrent()) setProblem(asProblem(error));
    }
    if (isCurrent()) setLoading(false);
  };
  useEffect(() => {
    let current = true;
    setRows(undefined);
    setCursor(null);
    void ask(null, [], () => current);
    return () => {
      current = false;
    };
  }, [key]);
  const always = () => true;
  return {
    data: rows,
    problem,
    loading,
    cursor,
    reload: () => ask(null, [], always),
    more: () => ask(cursor, rows ?? [], always),
  };
}

function Rows({ rows }: { rows: Row[] }) {
  const name = useNames();
  return (
    <div class="scroll-x">
      <table>
        <thead>
          <tr>
            <th scope="col">{a("when")}</th>
            <th scope="col">{a("who")}</th>
            <th scope="col">{a("what")}</th>
            <th scope="col">{a("ofWhat")}</th>
            <th scope="col">{a("outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={`${row.at} ${at}`}>
              <td class="nowrap">{moment(row.at)}</td>
              <td>{name(row.by)}</td>
              <td>
                {row.action ? actionName(row.action) : ""}
                <p class="small faint">{row.operation && operationName(row.operation)}</p>
              </td>
              <td>
                <OfWhat row={row} />
              </td>
              <td>
                <Badge tone={TONES[row.outcome as keyof typeof TONES] ?? "plain"}>{outcomeOf(row.outcome)}</Badge>
                {row.rule && row.outcome !== "allowed" && <p class="small faint">{ruleWhy(row.rule, row.rule)}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const outcomeOf = (outcome: string): string => (outcome in TONES ? a(outcome as keyof typeof TONES) : plain(outcome));

function OfWhat({ row }: { row: Row }) {
  const id = row.record ?? row.records?.[0];
  const href = id ? screenOf(id) : null;
  const told = row.type ? areaName(row.type) : (id ?? "");
  const more = row.count && row.count > 1 ? ` × ${row.count}` : "";
  return (
    <>
      {href ? <a href={href}>{told}</a> : told}
      {more}
    </>
  );
}

/** All parts of it, one after the other, as one file that the browser saves. */
async function saveAll(filters: Filters): Promise<void> {
  const parts: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer = await authorized(addressed("/v1/audit/export", { ...filters, form: "csv", cursor }), {
      patience: WRITE,
    });
    if (!answer.ok) throw await problemOf(answer);
    const text = await answer.text();
    parts.push(parts.length ? text.slice(text.indexOf("\n") + 1) : text);
    cursor = answer.headers.get("X-Next-Cursor");
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
  link.download = "audit.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
