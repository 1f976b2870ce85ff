import { useRef, useState } from "preact/hooks";
import { useOnce } from "@/api/once.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { typeNames } from "@/fields/type_name.ts";
import { type Begun, begin, type Job, JobProgress } from "@/jobs/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Page, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { changePlan, type Import, type Plan, type PreviewRow, previewImport, readImport } from "./importing.ts";
import { Mapping } from "./mapping.tsx";
import { Previewed } from "./previewed.tsx";
import { downloadRefused } from "./refused_rows.ts";
import { Rules } from "./rules.tsx";
import { Run } from "./run.tsx";
import { w } from "./words.ts";

/** What becomes of a file that was read: what its columns become, the first rows as they would be, and the import. */
export function Wizard({ id }: { id: string }) {
  const asked = useQuery(`/v1/imports/${id}`, () => readImport(id), 0);
  const title = asked.data ? `${w("title")}: ${asked.data.file_name}` : w("title");
  return (
    <Page title={title} under={<a href="/import">{w("own")}</a>}>
      <Shown asked={asked} lines={8}>
        {(read) =>
          read.job ? <Running of={read} job={read.job} /> : <Planning key={read.id} read={read} onBegun={asked.set} />
        }
      </Shown>
    </Page>
  );
}

function planOf({ mapping, key, matched, unmatched, duplicates, dates, decimals }: Import): Plan {
  return { mapping, key, matched, unmatched, duplicates, dates, decimals };
}

function Planning({ read, onBegun }: { read: Import; onBegun: (told: Import) => void }) {
  const [plan, setPlan] = useState(() => planOf(read));
  const [rows, setRows] = useState<PreviewRow[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const once = useOnce();
  const shown = useRef<HTMLElement>(null);
  const change = (part: Partial<Plan>) => {
    setPlan((before) => ({ ...before, ...part }));
    setRows(null);
  };
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const look = () =>
    doing(async () => {
      await changePlan(read.id, whole(plan));
      setRows(await previewImport(read.id));
      shown.current?.focus();
    });
  const run = () =>
    doing(async () => {
      const work: Begun = { kind: "import", what: { import: read.id } };
      const job = await begin(work, once(work));
      stale("/v1/imports?");
      onBegun({ ...read, ...plan, job: job.id });
    });
  return (
    <div class="import">
      <p class="faint">
        {typeNames(read.of)} · {w("rows", { n: read.rows })}
      </p>
      <Mapping read={read} mapping={plan.mapping} problem={problem} onMapping={(mapping) => change({ mapping })} />
      <Rules read={read} plan={plan} problem={problem} onChange={change} />
      <ErrorNote problem={problem} label={(field) => columnOf(field, plan)} />
      <div class="actions">
        <Button kind={rows ? "plain" : "primary"} icon="eye" busy={busy} onClick={look}>
          {w("preview")}
        </Button>
      </div>
      <section ref={shown} tabIndex={-1} aria-label={w("preview")}>
        {rows && (
          <>
            <Previewed rows={rows} />
            <Run rows={rows} all={read.rows} busy={busy} onRun={run} />
          </>
        )}
      </section>
    </div>
  );
}

/** A key in another system of which the name is not typed yet becomes nothing. */
function whole(plan: Plan): Plan {
  const mapping = plan.mapping.filter((each) => !each.to.endsWith("."));
  const key = plan.key && mapping.some((each) => each.to === plan.key) ? plan.key : null;
  return { ...plan, mapping, key };
}

/** `mapping[3].to` is told by the title of the column. */
function columnOf(field: string, plan: Plan): string {
  const place = /^mapping\[(\d+)\]/.exec(field)?.[1];
  return (place === undefined ? undefined : whole(plan).mapping[Number(place)]?.column) ?? field;
}

function Running({ of, job }: { of: Import; job: string }) {
  const [done, setDone] = useState<Job | null>(null);
  const over = (told: Job) => {
    stale("/v1/imports?");
    setDone(told);
  };
  return (
    <div class="import">
      <JobProgress id={job} onDone={over} />
      {done && done.counts.refused > 0 && (
        <section>
          <Button icon="download" onClick={() => downloadRefused(of).catch(complain)}>
            {w("errorsFile")}
          </Button>
          <p class="help">{w("errorsHelp")}</p>
        </section>
      )}
      <a href="/import">{w("another")}</a>
    </div>
  );
}
