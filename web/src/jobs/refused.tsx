import { useState } from "preact/hooks";
import { type ApiProblem, asProblem, inWords } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { readRecord, screenOf } from "@/api/records.ts";
import { labelOf } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { type Job, type JobRow, type ListedJob, rowsOfJob } from "./job.ts";
import { w } from "./words.ts";

/** The records that were refused, each with what the API said of it. */
export function Refused({ job }: { job: Job | ListedJob }) {
  const which = job.counts.refused > 0 ? "refused" : "since_changed";
  const [more, setMore] = useState<JobRow[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = useQuery(`/v1/jobs/${job.id}/rows?outcome=${which}`, () => rowsOfJob(job, which), 60_000);
  const next = cursor === undefined ? asked.data?.page.next_cursor : cursor;
  const goOn = async () => {
    try {
      const page = await rowsOfJob(job, which, next);
      setMore([...more, ...page.data]);
      setCursor(page.page.next_cursor);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Shown asked={asked}>
      {(first) => (
        <>
          <div class="scroll-x">
            <table class="job-rows">
              <caption class="unseen">{w("refusedOnes")}</caption>
              <thead>
                <tr>
                  <th scope="col">{w("record")}</th>
                  <th scope="col">{w("why")}</th>
                </tr>
              </thead>
              <tbody>
                {inOrder([...first.data, ...more]).map((row) => (
                  <tr key={`${row.id} ${row.row}`}>
                    <td>{row.row ? w("row", { n: row.row }) : <Named id={row.id} />}</td>
                    <td>
                      <Why row={row} of={job.of} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ErrorNote problem={problem} retry={goOn} />
          {next && <Button onClick={goOn}>{common("more")}</Button>}
        </>
      )}
    </Shown>
  );
}

/** Rows of a file as they stand in it: they are imported side by side, and end in any order. */
const inOrder = (rows: JobRow[]): JobRow[] => rows.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));

function Why({ row, of }: { row: JobRow; of: string }) {
  if (row.errors.length === 0) return <>{row.message ?? row.code}</>;
  return (
    <ul class="plain">
      {row.errors.map((fault) => (
        <li key={fault.field}>
          {fault.field && <strong>{row.row ? fault.field : labelOf(fault.field, of)}: </strong>}
          {inWords(fault).message}
        </li>
      ))}
    </ul>
  );
}

/** Rows have ids only: what a record is called is asked for where somebody looks at it. */
function Named({ id }: { id: string }) {
  const screen = screenOf(id);
  const { data } = useQuery(screen ? `/v1${screen}` : null, () => readRecord(screen?.split("/")[1] ?? "", id), 60_000);
  const name = [data?.display_name, data?.title, data?.subject, data?.name].find((each) => typeof each === "string");
  return screen ? <a href={screen}>{(name as string) || `…${id.slice(-6)}`}</a> : <span>{`…${id.slice(-6)}`}</span>;
}
