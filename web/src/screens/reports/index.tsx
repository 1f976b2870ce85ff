import { useMemo } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { addressed } from "@/api/send.ts";
import { labelOf, useSchema } from "@/fields/index.ts";
import type { Criteria } from "@/screens/list/state.ts";
import { useSelections } from "@/screens/list/views.ts";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Page, Shown, Skeleton } from "@/shared/page.tsx";
import { go } from "@/shell/routing.ts";
import { Building } from "./building.tsx";
import { bodyOf, make, queryOf, type Report, readReport } from "./report.ts";
import { type Chart, Result, usualChart } from "./result.tsx";
import { reportOf, useSavedReport, useSavedReports } from "./saved.ts";
import { SavedBar } from "./saved_bar.tsx";
import { w } from "./words.ts";
import "./style.css";
import "@/screens/list/style.css";

type Props = { id?: string; path?: string; query?: Record<string, string | undefined> };
const FIRST: Report = { of: "relation", measures: [{ take: "count" }], by: [{ field: "status" }] };
const CHARTS: readonly Chart[] = ["bars", "lines"];

/** Figures of records: what they are of, put together by what, drawn and as a table; all of it in the address. */
export default function Reports({ id, path = "/reports", query = {} }: Props) {
  const all = useSavedReports();
  const listed = all.data?.find((each) => each.id === id);
  const isAsked = !listed && Boolean(all.data || all.problem); // the list mostly has it already
  const one = useSavedReport(isAsked ? id : undefined);
  const saved = id ? (listed ?? one.data ?? null) : null;
  const text = JSON.stringify(query);
  const report = useMemo(
    () => (id && !saved && !query.of ? null : readReport(query, saved ? reportOf(saved) : FIRST)),
    [text, saved],
  );
  return (
    <Page title={saved?.name ?? w("title")} wide>
      {report ? <SavedBar report={report} saved={saved} all={all.data ?? []} /> : null}
      {report ? (
        <Open report={report} path={path} chart={query.chart} />
      ) : one.problem ? (
        <ErrorNote problem={one.problem} retry={one.reload} way={{ href: "/reports", name: w("newReport") }} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function Open({ report, path, chart }: { report: Report; path: string; chart: string | undefined }) {
  const schema = useSchema(report.of);
  const body = JSON.stringify(bodyOf(report));
  const made = useQuery(`/v1/reports?${body}`, (signal) => make(report, signal), 30_000);
  const shown: Chart = chart === "bars" || chart === "lines" ? chart : usualChart(report);
  const among = useAmong(report);
  const change = (next: Report, chosen = chart) => go(addressed(path, { ...queryOf(next), chart: chosen }), true);
  return (
    <Shown asked={schema} lines={8}>
      {(told) => (
        <div class="report">
          <section class="panel">
            <Building schema={told} report={report} onReport={(next) => change(next)} />
          </section>
          <section class="panel" aria-label={w("chart")}>
            {report.by.length > 0 && (
              <fieldset class="segments report-charts">
                <legend class="unseen">{w("chart")}</legend>
                {CHARTS.map((each) => (
                  <label key={each}>
                    <input type="radio" name="chart" checked={shown === each} onChange={() => change(report, each)} />
                    <span>{w(each)}</span>
                  </label>
                ))}
              </fieldset>
            )}
            {made.problem && (
              <ErrorNote problem={made.problem} retry={made.reload} label={(field) => labelOf(field, report.of)} />
            )}
            {made.data ? (
              <Result schema={told} report={report} made={made.data} among={among} chart={shown} />
            ) : (
              !made.problem && <Skeleton lines={8} />
            )}
          </section>
        </div>
      )}
    </Shown>
  );
}

/** As criteria, so that a figure can lead to its list; undefined where they cannot say it. */
function useAmong(report: Report): Criteria | null | undefined {
  const { data } = useSelections(report.of, Boolean(report.selection));
  if (!report.selection) return report.criteria ?? null;
  const found = data?.find((each) => each.id === report.selection);
  return found?.kind === "dynamic" ? ((found.criteria as Criteria | null) ?? null) : undefined;
}
