import { useRef } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { ActivityLine } from "@/work/line.tsx";
import { useRowFocus } from "@/work/row_focus.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Row = Schemas["ActivityRow"];

/** What is still to be done, and what is planned. Where the brief does not tell it, it is asked. */
export function OpenWorkBlock() {
  const { record, plural, whole } = useCard();
  const address = `/v1/${plural}/${record.id}/timeline`;
  const query = { open: true, limit: 10 };
  const asked = useQuery(whole.openTasks ? null : `${address}?open=true`, (signal) =>
    got(api.GET(`/v1/${plural as "relations"}/{id}/timeline`, { params: { path: { id: record.id }, query }, signal })),
  );
  if (whole.openTasks) return <Lines tasks={whole.openTasks} next={whole.next ?? []} />;
  return <Shown asked={asked}>{({ data }) => <Lines tasks={data} next={[]} />}</Shown>;
}

function Lines({ tasks, next }: { tasks: Row[]; next: Row[] }) {
  const { record, whole, reload, show } = useCard();
  const planned = next.filter((row) => !tasks.some((task) => task.id === row.id));
  const place = useRef<HTMLUListElement>(null);
  useRowFocus(place, "li");
  const left = (whole.counts?.open_tasks ?? 0) - tasks.length;
  if (tasks.length + planned.length === 0) return <Empty title={w("nothingOpen")} />;
  return (
    <>
      <ul class="list" ref={place}>
        {[...tasks, ...planned].map((row) => (
          <li key={row.id}>
            <ActivityLine row={row} without={[record.id]} onDone={() => void reload()} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button type="button" class="button quiet" onClick={() => show("timeline")}>
          {w("moreOpen", { n: left })}
        </button>
      )}
    </>
  );
}
