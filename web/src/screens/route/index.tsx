import { useRef } from "preact/hooks";
import { typeName } from "@/fields/index.ts";
import { wayOn } from "@/screens/list/way_on.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { focusHeading, useLostFocus } from "@/shared/lost_focus.ts";
import { Empty, Page, Skeleton } from "@/shared/page.tsx";
import { longDay, today } from "@/words/format.ts";
import { useBriefs } from "./asking.ts";
import { type Change, useOpenRoute } from "./open_route.ts";
import { without } from "./order.ts";
import { Stops } from "./stops.tsx";
import { MOST_STOPS, routeOf } from "./way.ts";
import { w } from "./words.ts";
import "./style.css";

/** Some relations as one sheet, for whoever visits them: `/relations/route?ids=rel_…,rel_…`, in the order of the visits. */
export default function Route() {
  const [ids, order] = useOpenRoute();
  const place = useRef<HTMLDivElement>(null);
  useLostFocus(place, () => focusHeading);
  return (
    <div ref={place}>
      {ids.length === 0 && <Nobody />}
      {ids.length > MOST_STOPS && <TooMany ids={ids} />}
      {ids.length > 0 && ids.length <= MOST_STOPS && <Sheet ids={ids} order={order} />}
    </div>
  );
}

function Nobody() {
  return (
    <Page title={w("title")}>
      <Empty title={w("none")} action={<ToList />}>
        {w("noneHow")}
      </Empty>
    </Page>
  );
}

function TooMany({ ids }: { ids: readonly string[] }) {
  return (
    <Page title={w("title")}>
      <Empty
        title={w("tooMany", { n: MOST_STOPS })}
        action={
          <p class="row">
            <a href={routeOf(ids.slice(0, MOST_STOPS))}>{w("firstOnes", { n: MOST_STOPS })}</a>
            <ToList />
          </p>
        }
      >
        {w("tooManyHow", { n: ids.length })}
      </Empty>
    </Page>
  );
}

function ToList() {
  const { href, name } = wayOn("relation");
  return <a href={href}>{name}</a>;
}

function Sheet({ ids, order }: { ids: readonly string[]; order: (change: Change) => void }) {
  const { briefs, absent, loading, problem, retry } = useBriefs(ids);
  const gone = ids.filter((each) => absent.includes(each));
  const left = without(ids, gone);
  const shown = left.filter((each) => briefs.has(each));
  return (
    <Page
      title={w("title")}
      under={
        <p class="faint">
          {typeName("relation", loading ? left.length : shown.length || left.length)} · {longDay(today())}
        </p>
      }
      actions={
        <Button kind="primary" icon="print" disabled={loading || shown.length === 0} onClick={() => print()}>
          {w("print")}
        </Button>
      }
    >
      {gone.length > 0 && (
        <div class="route-note" role="status">
          <span>{w("absent", { what: typeName("relation", gone.length) })}</span>
          {left.length > 0 ? (
            <Button onClick={() => order((now) => without(now, gone))}>{w("leaveOut")}</Button>
          ) : (
            <ToList />
          )}
        </div>
      )}
      <Stops ids={ids} left={left} briefs={briefs} onOrder={order} />
      {loading && <Skeleton lines={8} />}
      <ErrorNote problem={problem} retry={retry} way={wayOn("relation")} />
    </Page>
  );
}
