import { Empty } from "@/shared/page.tsx";
import { longDay, today } from "@/words/format.ts";
import { ActivityLine } from "@/work/line.tsx";
import { type Event, onDay } from "./events.ts";
import { k } from "./words.ts";

/** The same as a list, day by day: what a phone shows. Days without anything are left out, but for today. */
export function AgendaList({ events, days }: { events: Event[]; days: string[] }) {
  const now = today();
  const shown = days.filter((day) => day === now || onDay(events, day).length > 0);
  if (!events.length) return <Empty title={k("nothing")}>{k("nothingHelp")}</Empty>;
  return (
    <div class="stack loose">
      {shown.map((day) => (
        <section key={day}>
          <h2 class={day === now ? "agenda-day now" : "agenda-day"}>{longDay(day)}</h2>
          {onDay(events, day).length === 0 && <p class="faint">{k("nothing")}</p>}
          <ul class="list">
            {onDay(events, day).map((event) => (
              <li key={event.row.id} class="agenda-item">
                <span class="agenda-hour small">
                  {event.allDay ? k(event.due ? "due" : "allDay") : event.start.slice(11)}
                </span>
                <ActivityLine row={event.row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
