import { useQuery } from "@/api/query.ts";
import { useSchema } from "@/fields/index.ts";
import { bodyOf, make, type Report } from "@/screens/reports/report.ts";
import { Result, usualChart } from "@/screens/reports/result.tsx";
import { reportOf, useSavedReport } from "@/screens/reports/saved.ts";
import { Shown } from "@/shared/page.tsx";
import { OpenWhole } from "./saved.tsx";
import "@/screens/reports/style.css";

/** The figures of a saved report, drawn and as a table. */
export function SavedReport({ id }: { id: string }) {
  return (
    <Shown asked={useSavedReport(id)}>
      {(saved) => (
        <div class="stack loose">
          <Figures report={reportOf(saved)} />
          <OpenWhole href={`/reports/${id}`} icon="chart" name={saved.name} />
        </div>
      )}
    </Shown>
  );
}

function Figures({ report }: { report: Report }) {
  const schema = useSchema(report.of);
  const made = useQuery(`/v1/reports?${JSON.stringify(bodyOf(report))}`, (signal) => make(report, signal), 30_000);
  // a figure leads to its list where the criteria of the report are its own, and not those of a selection
  const among = report.selection ? undefined : (report.criteria ?? null);
  return (
    <Shown asked={schema}>
      {(told) => (
        <Shown asked={made} lines={6}>
          {(data) => <Result schema={told} report={report} made={data} among={among} chart={usualChart(report)} />}
        </Shown>
      )}
    </Shown>
  );
}
