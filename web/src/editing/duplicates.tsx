import { useEffect, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import type { ApiProblem } from "@/api/problem.ts";
import { type Changes, screenOf } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { w } from "./words.ts";

type Candidate = Schemas["Candidate"];

const PAUSE = 700;

/** What there must be before it is worth asking. */
const ENOUGH: Record<string, (body: Changes) => boolean> = {
  relation: (body) => String(body.name ?? body.last_name ?? "").length >= 3,
  contact: (body) => Boolean(body.company) && String(body.last_name ?? "").length >= 2,
  address: (body) => Boolean(body.street) && Boolean(body.number),
};

/** While one types a new record: what is likely the same, with links that open beside. It stands in nobody's way. */
export function DuplicateHint({ type, body }: { type: string; body: Changes }) {
  const [found, setFound] = useState<Candidate[]>([]);
  const asked = ENOUGH[type]?.(body) ? JSON.stringify({ of: type, data: body }) : "";
  useEffect(() => {
    if (!asked) {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const wait = setTimeout(() => {
      const sending = { body: JSON.parse(asked), signal: stop.signal };
      got(api.POST("/v1/duplicates/check", sending)).then(
        (told) => !stop.signal.aborted && setFound(told.data),
        () => undefined, // what is half typed may be refused: then nothing is known of it yet
      );
    }, PAUSE);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [asked]);
  return (
    <div role="status" class={found.length ? "asked-again" : undefined}>
      {found.length > 0 && (
        <>
          <p>{w("maybeThere")}</p>
          <Candidates found={found} />
        </>
      )}
    </div>
  );
}

/** What something is likely the same as; what is not seen, or is not made yet, leads nowhere. */
export function Candidates({ found }: { found: readonly Candidate[] }) {
  return (
    <ul class="value-list">
      {found.map((each) => (
        <li key={each.id ?? each.title}>
          {each.id ? (
            <a href={screenOf(each.id) ?? "#"} target="_blank" rel="noopener">
              {each.title}
              <span class="unseen"> ({w("openBeside")})</span>
            </a>
          ) : each.masked ? (
            w("masked")
          ) : (
            each.title
          )}
          {each.place && <span class="faint"> · {each.place}</span>}
          {each.score ? <span class="faint"> · {w("likely", { n: each.score })}</span> : null}
        </li>
      ))}
    </ul>
  );
}

type Refused = { problem: ApiProblem; type: string; busy: boolean; onBecause: (because: string) => void };

/** It was refused because it is likely here already: what it is like, and a way to make it all the same. */
export function AllTheSame({ problem, busy, onBecause }: Refused) {
  const [because, setBecause] = useState("");
  const found = (problem.body.candidates ?? []) as Candidate[];
  return (
    <section class="asked-again" role="alert" tabIndex={-1}>
      <p>
        <strong>{w("isThere")}</strong>
      </p>
      <Candidates found={found} />
      <TextField label={w("because")} help={w("becauseHelp")} maxLength={200} value={because} onValue={setBecause} />
      <Button busy={busy} disabled={because.trim().length < 3} onClick={() => onBecause(because.trim())}>
        {w("allTheSame")}
      </Button>
    </section>
  );
}
