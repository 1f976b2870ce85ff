import { useEffect, useState } from "preact/hooks";
import { useOnce } from "@/api/once.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { labelOf } from "@/fields/label.ts";
import { useSchema } from "@/fields/schema.ts";
import { typeName, typeNames } from "@/fields/type_name.ts";
import { JobProgress, undoJob } from "@/jobs/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField } from "@/shared/field.tsx";
import { Empty, Page, Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { Compared } from "./compared.tsx";
import { type MergeJob, merge, type Preview, previewOf, type Wanted } from "./merging.ts";
import { w } from "./words.ts";
import "./style.css";
import "@/editing/style.css";

/** Several records beside each other, to become one: `/merge/relation?ids=rel_…,rel_…`. */
export default function Merge({ type = "relation" }: { type?: string }) {
  const ids = (new URLSearchParams(location.search).get("ids") ?? "").split(",").filter(Boolean);
  const title = `${w("title")}: ${typeNames(type)}`;
  if (ids.length < 2) {
    return (
      <Page title={title}>
        <Empty title={w("two")} action={<a href="/clean-up/duplicates">{w("toDuplicates")}</a>}>
          {w("twoHow")}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title} wide>
      <Merging key={ids.join()} type={type} ids={ids} />
    </Page>
  );
}

function Merging({ type, ids }: { type: string; ids: string[] }) {
  const schema = useSchema(type);
  const [survivor, setSurvivor] = useState(ids[0] as string);
  const [choices, setChoices] = useState<Record<string, string>>({});
  const [differing, setDiffering] = useState(true);
  const once = useOnce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [job, setJob] = useState<MergeJob | null>(null);
  const plural = schema.data?.plural;
  const wanted: Wanted = { plural: plural ?? "", survivor, sources: ids.filter((id) => id !== survivor), choices };
  const preview = usePreview(wanted);

  const done = (made: MergeJob) => {
    stale(`/v1/${plural}`);
    stale("/v1/duplicates");
    say(w("merged"), { undo: () => undone(made.id, plural ?? "") });
    go(screenOf(survivor) ?? "/clean-up/duplicates");
  };
  const run = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const made = await merge(wanted, once(wanted));
      if (made.state === "done") done(made);
      else setJob(made);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };

  if (job) {
    return (
      <>
        <JobProgress id={job.id} onDone={() => stale(`/v1/${plural}`)} />
        <a href={screenOf(survivor) ?? "/"}>{w("open")}</a>
      </>
    );
  }
  return (
    <Shown asked={schema} lines={8}>
      {(known) => (
        <Shown asked={preview} lines={8}>
          {(told) => (
            <div class="merge">
              <p class="faint">{w("intro")}</p>
              <CheckField label={w("onlyDifferent")} checked={differing} onChecked={setDiffering} />
              <Compared
                schema={known}
                preview={told}
                ids={[survivor, ...wanted.sources]}
                differing={differing}
                choices={choices}
                onSurvivor={(id) => {
                  setSurvivor(id);
                  setChoices({});
                }}
                onChoose={(field, id) => {
                  setChoices(chosen(choices, field, id));
                }}
              />
              <Around preview={told} type={type} />
              <ErrorNote problem={problem} />
              <div class="actions">
                <Button
                  kind="primary"
                  icon="merge"
                  busy={busy || preview.loading}
                  disabled={isBarred(told)}
                  onClick={run}
                >
                  {w("merge")}
                </Button>
              </div>
            </div>
          )}
        </Shown>
      )}
    </Shown>
  );
}

/** Asked anew when something else is chosen; what was told before stays on the screen meanwhile. */
function usePreview(wanted: Wanted) {
  const key = wanted.plural ? `merge ${JSON.stringify(wanted)}` : null; // it does not go stale by the merge itself
  const asked = useQuery<Preview>(key, () => previewOf(wanted), 0);
  const [before, setBefore] = useState<Preview | undefined>(undefined);
  useEffect(() => {
    if (asked.data) setBefore(asked.data);
  }, [asked.data]);
  return { ...asked, data: asked.data ?? (asked.problem ? undefined : before) };
}

function chosen(choices: Record<string, string>, field: string, id: string | null): Record<string, string> {
  const { [field]: _, ...others } = choices;
  return id === null ? others : { ...others, [field]: id };
}

const isBarred = (preview: Preview): boolean => preview.obstacles.length > 0 || preview.record === null;

async function undone(job: string, plural: string): Promise<void> {
  await undoJob(job);
  stale(`/v1/${plural}`);
  stale("/v1/duplicates");
  say(w("split"));
}

/** What leads to them and moves along, and what stands in the way. */
function Around({ preview, type }: { preview: Preview; type: string }) {
  const moving = Object.entries(preview.references).filter(([name, count]) => count > 0 && name !== "duplicate");
  const barred = [...preview.obstacles.map((each) => each.message), ...preview.errors.map((each) => told(each, type))];
  return (
    <>
      <section class="stack">
        <h2>{w("moves")}</h2>
        <p>{moving.length ? moving.map(([name, count]) => typeName(name, count)).join(", ") : w("nothingMoves")}</p>
        {preview.outsiders > 0 && <p class="faint">{w("outsiders", { n: preview.outsiders })}</p>}
      </section>
      {barred.length > 0 && (
        <section class="asked-again" role="alert">
          <strong>{w("cannot")}</strong>
          <ul>
            {barred.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const told = ({ field, message }: { field: string; message: string }, type: string): string =>
  field ? `${labelOf(field.split(/[.[]/)[0] ?? field, type)}: ${message}` : message;
