import { api, type Schemas } from "@/api/client.ts";
import type { ApiProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { CheckField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { kinds } from "@/work/kinds.ts";
import { keyOf, moved } from "./field_draft.ts";
import { Names } from "./names.tsx";
import { changedAt, Setting, without } from "./setting.tsx";
import { s } from "./setting_words.ts";
import { spokenHere } from "./spoken_here.ts";

type Known = Schemas["KnownKind"];
type Kind = Omit<Known, "label" | "visibility">;

const PATH = "/v1/activity-kinds";

/** Kinds of activity: named, put in order, offered or not. One that records may have is not removed. */
export default function Kinds() {
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ data }): Kind[] => data.map(({ label, visibility, ...kind }) => kind)}
      write={(kinds, header) => api.PUT(PATH, { params: { header }, body: { kinds: kinds.map(bodyOf) } })}
      may={may("setting.edit")}
      onKept={() => {
        stale("/v1/schema/activity");
        void kinds().catch(() => undefined); // what is told elsewhere goes by the new names at once
      }}
      label={called}
    >
      {({ draft, change, problem }) => (
        <>
          <ul class="list">
            {draft.map((kind, at) => (
              <li key={kind.key || at}>
                <Row
                  kind={kind}
                  at={at}
                  last={at === draft.length - 1}
                  problem={problem}
                  change={(changes) => change(changedAt(draft, at, changes))}
                  move={(by) => change(moved(draft, at, by))}
                  remove={() => change(without(draft, at))}
                />
              </li>
            ))}
          </ul>
          <div class="row">
            <Button icon="plus" onClick={() => change([...draft, { ...FRESH, labels: {} }])}>
              {common("add")}
            </Button>
          </div>
        </>
      )}
    </Setting>
  );
}

const FRESH: Kind = { key: "", labels: {}, touch: true, archived: false, shipped: false };

type RowProps = {
  kind: Kind;
  at: number;
  last: boolean;
  problem: ApiProblem | null;
  change: (changes: Partial<Kind>) => void;
  move: (by: number) => void;
  remove: () => void;
};

function Row({ kind, at, last, problem, change, move, remove }: RowProps) {
  const name = nameOf(kind);
  const wrong = (spoken: string) => problem?.about(`kinds[${at}].labels.${spoken}`);
  return (
    <div class="stack">
      <div class="row between">
        <div class="grow">
          <TextField
            label={s("kindOf", { n: at + 1 })}
            hideLabel
            value={name}
            onValue={(text) => change({ labels: { ...kind.labels, [spokenHere()]: text } })}
            problem={wrong(spokenHere()) ?? only(problem, [`kinds[${at}].labels`, `kinds[${at}].key`])}
          />
        </div>
        <span class="row">
          <Button kind="quiet" icon="up" label={`${s("up")}: ${name}`} disabled={at === 0} onClick={() => move(-1)} />
          <Button kind="quiet" icon="down" label={`${s("down")}: ${name}`} disabled={last} onClick={() => move(1)} />
          {!kind.key && <Button kind="quiet" icon="close" label={`${common("remove")}: ${name}`} onClick={remove} />}
        </span>
      </div>
      <div class="row">
        <CheckField
          label={s("offered")}
          checked={!kind.archived}
          onChecked={(offered) => change({ archived: !offered })}
        />
        <CheckField label={s("touch")} checked={kind.touch} onChecked={(touch) => change({ touch })} />
      </div>
      <Names
        names={kind.labels}
        onNames={(labels) => change({ labels: { ...kind.labels, ...labels } })}
        problem={wrong}
      />
    </div>
  );
}

/** Of one of these, and not of what is below it. */
const only = (problem: ApiProblem | null, fields: string[]): string | null =>
  problem?.faults.find(({ field }) => fields.includes(field))?.message ?? null;

/** `kinds[2].labels.nl` is of the third. */
function called(field: string): string {
  const nth = /^kinds\[(\d+)\]/.exec(field)?.[1];
  return nth ? s("kindOf", { n: Number(nth) + 1 }) : "";
}

/** In the language of the organisation. */
const nameOf = (kind: Kind): string => kind.labels[spokenHere()] ?? "";

function bodyOf({ key, labels, touch, archived }: Kind) {
  const named = Object.fromEntries(Object.entries(labels).filter(([, name]) => name.trim()));
  return {
    key: key || keyOf(nameOf({ key, labels, touch, archived, shipped: false })),
    labels: named,
    touch,
    archived,
  };
}
