import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import type { Changes } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { w } from "./words.ts";

type Source = Schemas["KnownSource"];
type Hit = Schemas["SourceHit"];

const TEN_MINUTES = 600_000;
const load = () => got(api.GET("/v1/prefill"));

/** A new relation filled in from a register or from places, where the organisation has a source that is on. Each search
 * may be paid for, so it is begun by a press and not by typing. */
export function Prefill({ name, onFilled }: { name: string; onFilled: (filled: Changes) => void }) {
  const { data } = useQuery("/v1/prefill", load, TEN_MINUTES);
  const sources = data?.data.filter((source) => source.on) ?? [];
  if (sources.length === 0) return null;
  return (
    <details class="prefill">
      <summary>{w("fillIn")}</summary>
      <Searching sources={sources} name={name} onFilled={onFilled} />
    </details>
  );
}

function Searching({
  sources,
  name,
  onFilled,
}: {
  sources: Source[];
  name: string;
  onFilled: (filled: Changes) => void;
}) {
  const [chosen, setChosen] = useState(sources[0]?.name ?? "");
  const [typed, setTyped] = useState<string | null>(null);
  const [place, setPlace] = useState("");
  const [hits, setHits] = useState<Schemas["SourceHits"] | null>(null);
  const [notes, setNotes] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const source = sources.find((each) => each.name === chosen);
  const text = (typed ?? name).trim();

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
  const search = () =>
    doing(async () => {
      const isNumber = source?.takes.includes("number") && /^[\d\s.]{6,}$/.test(text);
      const query = isNumber ? { number: text } : { q: text, place };
      setNotes([]);
      setHits(await got(api.GET("/v1/prefill/{source}", { params: { path: { source: chosen }, query } })));
    });
  const pick = (hit: Hit) =>
    doing(async () => {
      const path = { source: chosen, hit: hit.id };
      const filled = await got(api.GET("/v1/prefill/{source}/{hit}", { params: { path } }));
      onFilled({ kind: "company", ...filled.relation });
      setHits(null);
      setNotes([w("filledIn"), ...filled.notes.map((note) => note.message), filled.attribution]);
    });

  return (
    <div class="prefill-search">
      <div class="row-inputs">
        {sources.length > 1 && (
          <SelectField
            label={w("source")}
            options={sources.map((each) => ({ value: each.name, label: each.label }))}
            value={chosen}
            onValue={setChosen}
          />
        )}
        <TextField
          label={w("nameOrNumber")}
          value={typed ?? name}
          onValue={setTyped}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (text.length >= 2) void search();
          }}
        />
        <TextField label={w("town")} value={place} onValue={setPlace} />
      </div>
      <Button icon="search" busy={busy} disabled={text.length < 2} onClick={search}>
        {w("search")}
      </Button>
      <ErrorNote problem={problem} />
      <div role="status">
        {notes.map((note) => (
          <p key={note} class="help">
            {note}
          </p>
        ))}
        {hits?.data.length === 0 && <p>{w("nothingThere")}</p>}
      </div>
      {hits && hits.data.length > 0 && (
        <>
          <ul class="list">
            {hits.data.map((hit) => (
              <li key={hit.id} class="hit">
                <span>
                  <strong>{hit.name}</strong>
                  <span class="help">
                    {[hit.number, hit.line, hit.place, hit.active ? null : w("ended")].filter(Boolean).join(" · ")}
                  </span>
                  {hit.existing && (
                    <a href={`/relations/${hit.existing}`} target="_blank" rel="noopener">
                      {w("isHere")}
                    </a>
                  )}
                </span>
                <Button busy={busy} onClick={() => pick(hit)}>
                  {w("use")}
                </Button>
              </li>
            ))}
          </ul>
          <p class="help">{hits.attribution}</p>
        </>
      )}
    </div>
  );
}
