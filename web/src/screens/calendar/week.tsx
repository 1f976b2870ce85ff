import { useEffect, useRef } from "preact/hooks";
import { longDay, time, today } from "@/words/format.ts";
import { plusMinutes } from "@/work/clock.ts";
import { onDay, placed } from "./events.ts";
import { Item } from "./item.tsx";
import type { GridProps } from "./month.tsx";
import { isMovable, movedTo } from "./moving.ts";
import { dayNumber, hourName, weekday } from "./range.ts";
import { k } from "./words.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const DAY = 24 * 60;
const STEP = 30;
const FIRST_HOUR = 7;
const HALF_A_LABEL = 12; // that of an hour stands across its line

/** Seven days of twenty-four hours; it begins scrolled to the morning. */
export function Week({ events, days, people, onNew, onMove, dragged }: GridProps) {
  const now = today();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = scroll.current;
    if (place) place.scrollTop = (place.scrollHeight * FIRST_HOUR) / 24 - HALF_A_LABEL;
  }, []);
  const drop = (day: string, minutes: number | null) => {
    const event = dragged.current?.event;
    if (!event || !isMovable(event)) return;
    const start =
      minutes === null || event.allDay ? `${day}${event.start.slice(10)}` : plusMinutes(`${day}T00:00`, minutes);
    onMove(event, movedTo(event, start));
  };
  return (
    <div class="week">
      <div class="week-head">
        <span />
        {days.map((day) => (
          <div key={day} class={day === now ? "week-day now" : "week-day"}>
            <button
              type="button"
              class="day-link"
              title={onNew ? k("newOn", { day: longDay(day) }) : longDay(day)}
              disabled={!onNew}
              onClick={() => onNew?.(`${day}T09:00`, false)}
            >
              {weekday(day)} <strong>{dayNumber(day)}</strong>
              {onNew && <span class="unseen">{k("new")}</span>}
            </button>
          </div>
        ))}
      </div>
      <div class="week-whole">
        <span class="small faint">{k("allDay")}</span>
        {days.map((day) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the keys are those of what is dropped
          <div
            key={day}
            class="week-cell"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              drop(day, null);
            }}
          >
            {onDay(events, day)
              .filter((event) => event.allDay)
              .map((event) => (
                <Item
                  key={event.row.id}
                  event={event}
                  vertical="weeks"
                  people={people}
                  onMove={onMove}
                  dragged={dragged}
                />
              ))}
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys */}
      <section class="week-scroll" ref={scroll} tabIndex={0} aria-label={k("week")}>
        <div class="week-hours small faint" aria-hidden="true">
          {HOURS.map((hour) => (
            <span key={hour}>{hour ? hourName(hour) : ""}</span>
          ))}
        </div>
        {days.map((day) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the day's own button does the same with the keys
          // biome-ignore lint/a11y/useKeyWithClickEvents: the day's own button does the same with the keys
          <div
            key={day}
            class="week-column"
            onClick={(event) => onNew?.(plusMinutes(`${day}T00:00`, minutesAt(event)), false)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              drop(day, minutesAt(event, dragged.current?.grip));
            }}
          >
            {placed(events, day).map(({ event, from, until, column, columns }) => (
              <Item
                key={event.row.id}
                event={event}
                vertical="minutes"
                people={people}
                onMove={onMove}
                dragged={dragged}
                style={{
                  top: `${(from / DAY) * 100}%`,
                  height: `${((until - from) / DAY) * 100}%`,
                  left: `${(column / columns) * 100}%`,
                  width: `${100 / columns}%`,
                }}
              />
            ))}
            {day === now && <span class="week-now" style={{ top: `${(minutesNow() / DAY) * 100}%` }} />}
          </div>
        ))}
      </section>
    </div>
  );
}

/** The half hour at which the mouse is. */
function minutesAt(event: MouseEvent, grip = 0): number {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const minutes = ((event.clientY - box.top) / box.height) * DAY - grip;
  return Math.min(Math.max(Math.round(minutes / STEP - (grip ? 0 : 0.5)) * STEP, 0), DAY - STEP);
}

function minutesNow(): number {
  const [hour = 0, minute = 0] = time(new Date().toISOString()).split(":").map(Number);
  return hour * 60 + minute;
}
