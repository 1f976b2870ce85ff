import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { JobProgress, JobState, type ListedJob, outcomes, titleOf } from "@/jobs/index.ts";
import { listJobs } from "@/jobs/job.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Page, Shown } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { ago, moment } from "@/words/format.ts";
import { w } from "./words.ts";
import "./style.css";

/** What was done with many records at once: mine, and all of the organisation to administrators. One is opened by its
 * address, so that a notice can lead to it. */
export default function Jobs({ id }: { id?: string }) {
  const asked = useQuery("/v1/jobs?limit=50", () => listJobs());
  const [older, setOlder] = useState<ListedJob[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const next = cursor === undefined ? asked.data?.page.next_cursor : cursor;
  const more = async () => {
    try {
      const page = await listJobs(next);
      setOlder([...older, ...page.data]);
      setCursor(page.page.next_cursor);
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Page title={w("title")}>
      {id && (
        <div class="panel">
          <JobProgress key={id} id={id} />
        </div>
      )}
      <Shown asked={asked} lines={6}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={w("none")}>{w("noneHelp")}</Empty>
          ) : (
            <ul class="list job-list">
              {[...data, ...older].map((job) => (
                <Line key={job.id} job={job} isOpen={job.id === id} />
              ))}
            </ul>
          )
        }
      </Shown>
      <ErrorNote problem={problem} retry={more} />
      {next && <Button onClick={more}>{common("more")}</Button>}
    </Page>
  );
}

function Line({ job, isOpen }: { job: ListedJob; isOpen: boolean }) {
  return (
    <li>
      <a href={`/jobs/${job.id}`} class="job-line" aria-current={isOpen ? "true" : undefined}>
        <strong>{titleOf(job)}</strong>
        <JobState job={job} />
        <span class="small">{outcomes(job)}</span>
        <span class="small faint" title={moment(job.created_at)}>
          {ago(job.created_at)}
        </span>
      </a>
    </li>
  );
}
