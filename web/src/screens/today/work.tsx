import { useRef, useState } from "preact/hooks";
import { me } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { useChosen } from "@/shell/in_address.ts";
import { number } from "@/words/format.ts";
import { take } from "@/work/doing.ts";
import { ActivityLine } from "@/work/line.tsx";
import { ActivityMenu, isMyTeam } from "@/work/menu.tsx";
import { useRowKeyDown } from "@/work/row_keys.ts";
import type { Group } from "@/work/types.ts";
import { w } from "@/work/words.ts";
import { d } from "./words.ts";
import { GROUPS, inGroup, queueOf, useWorklist, type Whose, type Worklist, type WorkRow } from "./worklist.ts";

/** What somebody has to do: overdue, today, upcoming, waiting; one's own, that of one's teams, or the queue of one. */
export function Work({ onNew }: { onNew?: () => void }) {
  const teams = me.value?.teams ?? [];
  const queues = teams.map(({ id }) => id as Whose);
  const [whose, setWhose] = useChosen<Whose>("whose", teams.length ? ["mine", "teams", ...queues] : ["mine"]);
  const list = useWorklist(whose);
  const place = useRef<HTMLDivElement>(null);
  const onKeyDown = useRowKeyDown(place, ".work-row");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk its links
    <div class="work stack" ref={place} onKeyDown={onKeyDown}>
      {teams.length > 0 && <WhoseBar whose={whose} onWhose={setWhose} />}
      <Shown asked={{ ...list.first, data: list.rows }} lines={6}>
        {(rows) =>
          rows.length === 0 && !list.next ? (
            <Nothing queue={whose.startsWith("tem_")} onNew={onNew} />
          ) : (
            GROUPS.map((group) => (
              <WorkGroup
                key={group}
                group={group}
                rows={inGroup(rows, group)}
                counts={list.counts}
                isQueue={whose.startsWith("tem_")}
              />
            ))
          )
        }
      </Shown>
      <ErrorNote
        problem={list.problem ?? (list.rows ? list.first.problem : null)}
        retry={list.problem ? list.more : list.first.reload}
      />
      {list.next && (
        <div>
          <Button onClick={list.more} busy={list.busy}>
            {d("more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function WhoseBar({ whose, onWhose }: { whose: Whose; onWhose: (whose: Whose) => void }) {
  const teams = me.value?.teams ?? [];
  return (
    <div class="row">
      <fieldset class="segments">
        <legend class="unseen">{d("whose")}</legend>
        {(["mine", "teams"] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="whose" checked={whose === each} onChange={() => onWhose(each)} />
            <span>{d(each === "mine" ? "mine" : "withTeams")}</span>
          </label>
        ))}
      </fieldset>
      <SelectField
        label={d("team")}
        hideLabel
        value={whose.startsWith("tem_") ? whose : ""}
        empty={d("team")}
        onValue={(value) => onWhose((value || "mine") as Whose)}
        options={teams.map(({ id, title }) => ({ value: id, label: title ?? id }))}
      />
    </div>
  );
}

function Nothing({ queue, onNew }: { queue: boolean; onNew?: () => void }) {
  if (queue) return <Empty title={d("nothingInQueue")} />;
  return (
    <Empty
      title={d("nothing")}
      action={
        onNew && (
          <Button icon="plus" onClick={onNew}>
            {d("newTask")}
          </Button>
        )
      }
    >
      {d("nothingHelp")}
    </Empty>
  );
}

type GroupProps = { group: Group; rows: WorkRow[]; counts: Worklist["counts"]; isQueue: boolean };

function WorkGroup({ group, rows, counts, isQueue }: GroupProps) {
  const count = counts?.[group] ?? rows.length;
  if (count === 0) return null;
  const told = counts?.at_least ? d("atLeast", { n: number(count) }) : number(count);
  const heading = (
    <h2 class={`work-heading ${group}`}>
      {d(group)} <span class="count">{told}</span>
    </h2>
  );
  const list = (
    <ul class="list">
      {rows.map((row) => (
        <li class="work-row" key={row.id}>
          <WorkLine row={row} inQueue={isQueue} />
        </li>
      ))}
    </ul>
  );
  if (group !== "waiting") {
    return (
      <section>
        {heading}
        {list}
      </section>
    );
  }
  return (
    <details class="work-waiting">
      <summary>{heading}</summary>
      {list}
    </details>
  );
}

/** In the queue of a team itself it need not be said whose it is. */
function WorkLine({ row, inQueue }: { row: WorkRow; inQueue: boolean }) {
  const [busy, setBusy] = useState(false);
  const queue = queueOf(row);
  const others = (row.assignees ?? []).filter((each) => each.id !== me.value?.id && each.id !== queue?.id);
  const takeIt = async () => {
    setBusy(true);
    try {
      await take(row);
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="work-line">
      <div class="grow">
        <ActivityLine row={row} />
        {(queue || others.length > 0) && (
          <p class="work-beside small">
            {queue && <span>{d("through", { team: queue.title ?? "" })}</span>}
            {others.length > 0 && <span>{d("alsoFor", { who: others.map((each) => each.title).join(", ") })}</span>}
          </p>
        )}
      </div>
      {(inQueue || (queue && isMyTeam(queue.id))) && (
        <Button onClick={takeIt} busy={busy}>
          {w("take")}
        </Button>
      )}
      <ActivityMenu row={row} />
    </div>
  );
}
