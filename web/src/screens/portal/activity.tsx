import { useState } from "preact/hooks";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextArea } from "@/shared/field.tsx";
import { Page, Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { moment, time } from "@/words/format.ts";
import { RichText } from "@/work/index.tsx";
import { whenOf } from "./activity_lines.tsx";
import { complete, readActivity, type Whole } from "./asking.ts";
import { Comments } from "./comments.tsx";
import { useUnsent } from "./unsent.ts";
import { w } from "./words.ts";

/** An appointment or action: what it is, what one can do about it, what was said. */
export default function PortalActivity({ id = "" }: { id?: string }) {
  const key = `/v1/portal/activities/${id}`;
  const asked = useQuery(key, () => readActivity(id));
  return (
    <Page title={asked.data?.title ?? w("work")} under={<a href="/portal/activities">{w("work")}</a>}>
      <Shown asked={asked} lines={6}>
        {(told) => (
          <>
            <Facts told={told} />
            {told.text && <RichText html={told.text} />}
            {told.outcome && (
              <section class="panel">
                <h2>{w("result")}</h2>
                <p class="as-typed">{told.outcome}</p>
              </section>
            )}
            {told.mine && <Complete told={told} onDone={asked.set} />}
            <Comments
              of={id}
              said={told.comments ?? []}
              onSaid={(comment) => asked.set({ ...told, comments: [...(told.comments ?? []), comment] })}
            />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Facts({ told }: { told: Whole }) {
  const people = [...told.participants, ...told.assignees].map((each) =>
    each.me ? `${each.name} (${w("you")})` : each.name,
  );
  const when = told.starts_at && told.ends_at ? `${moment(told.starts_at)} – ${time(told.ends_at)}` : whenOf(told);
  const facts = [
    [w("when"), when],
    [w("where"), told.place],
    [w("who"), [...new Set(people)].join(", ")],
  ];
  return (
    <dl class="portal-facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt class="small faint">{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
      <Leading name={w("documents")} at="/portal/documents" to={told.documents ?? []} />
      <Leading name={w("about")} at="/portal/relations" to={told.relations} />
    </dl>
  );
}

type To = { name: string; at: string; to: readonly { id: string; title: string }[] };

function Leading({ name, at, to }: To) {
  if (to.length === 0) return null;
  return (
    <div>
      <dt class="small faint">{name}</dt>
      {to.map((each) => (
        <dd key={each.id}>
          <a href={`${at}/${each.id}`}>{each.title}</a>
        </dd>
      ))}
    </div>
  );
}

function Complete({ told, onDone }: { told: Whole; onDone: (now: Whole) => void }) {
  const { text: outcome, type, sent } = useUnsent(`outcome ${told.id}`);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const done = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const now = await complete(told.id, outcome);
      sent();
      onDone({ ...told, ...now, documents: told.documents ?? [], comments: told.comments ?? [] });
      stale("/v1/portal");
      say(w("completed"));
    } catch (error) {
      setProblem(inWords(asProblem(error)));
      setBusy(false);
    }
  };
  return (
    <section class="panel stack">
      <ErrorNote problem={problem} />
      <TextArea label={w("outcome")} value={outcome} onValue={type} rows={3} maxLength={10_000} />
      <div>
        <Button kind="primary" icon="check" busy={busy} onClick={done}>
          {w("complete")}
        </Button>
      </div>
    </section>
  );
}

/** Of an action there is one conflict only, which the API tells colleagues how to go on from. */
const inWords = (problem: ApiProblem): ApiProblem =>
  problem.code === "conflict"
    ? new ApiProblem(problem.status, { ...problem.body, detail: w("doneMeanwhile") })
    : problem;
