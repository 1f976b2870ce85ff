import { useEffect, useRef, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { changeRecord, type Link, type Page as Rows, screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { typeName, typeNames } from "@/fields/type_name.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { useKeys, walkedBy } from "@/shared/keys.ts";
import { Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { More, NoneLeft } from "./more.tsx";
import { type Pages, usePages } from "./pages.ts";
import { SearchDialog } from "./search_dialog.tsx";
import { w, why } from "./words.ts";

export const COMPARED = ["relation", "contact", "address"] as const;
type Compared = (typeof COMPARED)[number];
type Told = Schemas["DuplicateRecord"];
export type Pair = Told & { one: Link; other: Link; of: Compared };
const LIMIT = 25;
const QUEUE = "/v1/duplicates";

/** The pairs that wait to be looked at, the most alike first; each is merged, told apart or left for later. */
export function Duplicates() {
  const [of, setOf] = useState<Compared | "">("");
  const [searching, setSearching] = useState(false);
  return (
    <>
      <div class="clean-head">
        <SelectField
          label={w("ofType")}
          options={COMPARED.map((type) => ({ value: type, label: typeNames(type) }))}
          empty={w("allTypes")}
          value={of}
          onValue={(type) => setOf(type as Compared | "")}
        />
        {may("duplicate.create") && (
          <Button icon="search" onClick={() => setSearching(true)}>
            {w("search")}
          </Button>
        )}
      </div>
      <Waiting key={of} of={of} />
      {searching && (
        <SearchDialog of={of || "relation"} onClose={() => setSearching(false)} onFound={() => stale(QUEUE)} />
      )}
    </>
  );
}

const isPair = (told: Told): told is Pair => Boolean(told.one && told.other && told.of);

async function list(of: Compared | "", cursor: string | null): Promise<Rows<Pair>> {
  const query = { of: of ? [of] : null, cursor, limit: LIMIT };
  const { data, page } = await got(api.GET(QUEUE, { params: { query } }));
  return { data: data.filter(isPair), page };
}

function Waiting({ of }: { of: Compared | "" }) {
  const { asked, ...pages } = usePages(`${QUEUE}?of=${of}`, (cursor) => list(of, cursor));
  return (
    <Shown asked={asked} lines={6}>
      {({ data }) => <Queue pairs={data} {...pages} />}
    </Shown>
  );
}

function Queue({ pairs, change, more, problem }: { pairs: Pair[] } & Omit<Pages<Pair>, "asked">) {
  const [place, setPlace] = useState(0);
  const walked = useRef(false);
  const at = Math.max(0, Math.min(place, pairs.length - 1));
  const current = pairs[at];
  useEffect(() => {
    if (walked.current && current) document.getElementById(current.id)?.focus();
  }, [current?.id]);
  const walk = (to: number) => {
    walked.current = true;
    setPlace(Math.max(0, Math.min(to, pairs.length - 1)));
  };
  const apart = async (pair: Pair) => {
    const was = pairs.indexOf(pair);
    change((before) => before.filter((each) => each.id !== pair.id));
    walk(was);
    const back = (told: Pair) =>
      change((before) => [...before.filter((each) => each.id !== told.id)].toSpliced(was, 0, told));
    try {
      const told = await changeRecord("duplicates", pair.id, { state: "not_duplicate" }, pair.version);
      say(w("toldApart"), {
        undo: async () => {
          const { version } = await changeRecord("duplicates", pair.id, { state: "open" }, told.version);
          back({ ...pair, version });
        },
      });
    } catch (error) {
      back(pair);
      complain(error);
    }
  };
  const acts = {
    j: () => walk(at + 1),
    k: () => walk(at - 1),
    s: () => walk(at + 1),
    n: () => current && may("duplicate.edit") && void apart(current),
    m: () => current && may(`${current.of}.merge`) && go(mergeAt(current)),
    x: () => current && may("duplicate.edit") && void apart(current),
  };
  useKeys(acts);
  if (pairs.length === 0)
    return <NoneLeft more={more} problem={problem} title={w("noDuplicates")} how={w("noDuplicatesHow")} />;
  return (
    <>
      <p class="faint keys-told">{w("keys")}</p>
      <ol class="pairs" onKeyDown={walkedBy((by) => walk(at + by))}>
        {pairs.map((pair, index) => (
          <PairOf
            key={pair.id}
            pair={pair}
            isCurrent={index === at}
            onFocus={() => setPlace(index)}
            onApart={() => void apart(pair)}
            onSkip={() => walk(index + 1)}
          />
        ))}
      </ol>
      <More more={more} problem={problem} />
    </>
  );
}

const mergeAt = (pair: Pair): string => `/merge/${pair.of}?ids=${pair.one.id},${pair.other.id}`;

type Acted = { pair: Pair; isCurrent: boolean; onFocus: () => void; onApart: () => void; onSkip: () => void };

function PairOf({ pair, isCurrent, onFocus, onApart, onSkip }: Acted) {
  const names = w("pair", { one: pair.one.title ?? pair.one.id, other: pair.other.title ?? pair.other.id });
  return (
    <li
      id={pair.id}
      tabIndex={isCurrent ? 0 : -1}
      class={isCurrent ? "pair current" : "pair"}
      aria-label={names}
      aria-current={isCurrent || undefined}
      onFocus={onFocus}
    >
      <div class="pair-names">
        <Named link={pair.one} />
        <Named link={pair.other} />
      </div>
      <p class="pair-why">
        <span class="faint">{typeName(pair.of)}</span>
        {typeof pair.score === "number" && <strong>{w("score", { n: pair.score })}</strong>}
        {pair.reasons?.map(({ code, weight }) => (
          <Badge key={code} tone={weight > 0 ? "good" : "warn"}>
            {weight > 0 ? "+" : "−"} {why(code)}
            <span class="unseen"> ({w(weight > 0 ? "speaksFor" : "speaksAgainst")})</span>
          </Badge>
        ))}
      </p>
      <div class="actions">
        {may(`${pair.of}.merge`) && (
          <a class="button primary" href={mergeAt(pair)}>
            {w("merge")}
          </a>
        )}
        {may("duplicate.edit") && <Button onClick={onApart}>{w("notDuplicate")}</Button>}
        <Button kind="quiet" onClick={onSkip}>
          {w("skip")}
        </Button>
      </div>
    </li>
  );
}

function Named({ link }: { link: Link }) {
  return (
    <div>
      <a href={screenOf(link.id) ?? "#"}>{link.title ?? link.id}</a>
      {link.place && <span class="help">{link.place}</span>}
    </div>
  );
}
