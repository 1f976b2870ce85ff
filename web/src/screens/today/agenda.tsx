import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { addressed } from "@/api/send.ts";
import { may, me } from "@/api/session.ts";
import { isStop, routeOf } from "@/screens/route/way.ts";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { dayKey, time, today } from "@/words/format.ts";
import { kindIcon, kindName } from "@/work/kinds.ts";
import { LinkTo } from "@/work/line.tsx";
import { isOpen, type Row, startOf } from "@/work/types.ts";
import { w } from "@/work/words.ts";
import { d } from "./words.ts";

/** The appointments of today in the order of the clock. */
export function Agenda() {
  const id = me.value?.id ?? "";
  const query = { from: today(), until: today(), types: ["activity"], limit: 50 };
  const asked = useQuery(addressed(`/v1/users/${id}/timeline`, query), (signal) =>
    got(api.GET("/v1/users/{id}/timeline", { params: { path: { id }, query }, signal })),
  );
  return (
    <section class="panel" aria-labelledby="agenda">
      <header>
        <h2 id="agenda">{d("appointments")}</h2>
        <a href="/calendar">{d("calendar")}</a>
      </header>
      <Shown asked={asked}>{({ data }) => <Appointments rows={ofToday(data)} />}</Shown>
    </section>
  );
}

/** What takes place today and is planned; not what was only noted down of today. */
function ofToday(rows: readonly Row[]): Row[] {
  const now = today();
  const planned = rows.filter((row) => {
    const start = startOf(row);
    return (
      start && dayKey(start) === now && (row.ends_at || row.date || isOpen(row) || start > new Date().toISOString())
    );
  });
  return planned.sort((a, b) => (startOf(a) ?? "").localeCompare(startOf(b) ?? ""));
}

function Appointments({ rows }: { rows: Row[] }) {
  if (!rows.length) return <p class="faint">{d("noAppointments")}</p>;
  const stops = stopsOf(rows);
  return (
    <>
      <ol class="list agenda">
        {rows.map((row) => (
          <li key={row.id} class={isOver(row) ? "agenda-row over" : "agenda-row"}>
            <span class="agenda-time">{row.starts_at ? time(row.starts_at) : w("allDay")}</span>
            <span class="grow">
              <a class="activity-subject" href={screenOf(row.id) ?? "#"}>
                {row.subject}
              </a>
              <span class="activity-about small">
                <span>
                  <Icon name={kindIcon(row.kind)} /> {kindName(row.kind)}
                </span>
                {row.ends_at && row.starts_at && (
                  <span>
                    {time(row.starts_at)}–{time(row.ends_at)}
                  </span>
                )}
                {row.place && <span>{row.place}</span>}
                {row.links?.slice(0, 2).map((link) => (
                  <LinkTo key={link.id} link={link} />
                ))}
              </span>
            </span>
            {isNow(row) && <span class="badge accent">{d("now")}</span>}
          </li>
        ))}
      </ol>
      {stops.length > 0 && (
        <p>
          <a href={routeOf(stops)}>{d("asRoute")}</a>
        </p>
      )}
    </>
  );
}

/** Whom they are about, by the clock, each once. */
function stopsOf(rows: readonly Row[]): string[] {
  const linked = rows.flatMap((row) => row.links ?? []).map(({ id }) => id);
  return may("relation.read") ? [...new Set(linked.filter(isStop))] : [];
}

const isOver = ({ starts_at, ends_at }: Row): boolean => Date.parse(ends_at ?? starts_at ?? "") < Date.now();
const isNow = ({ starts_at, ends_at }: Row): boolean =>
  Boolean(starts_at && ends_at && Date.parse(starts_at) <= Date.now() && Date.now() < Date.parse(ends_at));
