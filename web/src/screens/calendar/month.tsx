import { Button } from "@/shared/button.tsx";
import { longDay, today } from "@/words/format.ts";
import { type Event, onDay } from "./events.ts";
import { Item, type Moves } from "./item.tsx";
import { isMovable, movedTo } from "./moving.ts";
import { dayNumber, weekday } from "./range.ts";
import { k } from "./words.ts";

export type GridProps = Moves & {
  events: Event[];
  days: string[];
  day: string;
  people: ReadonlyMap<string, { name: string; tone: number }>;
  onNew: ((start: string, allDay: boolean) => void) | null;
  onDay: (day: string) => void;
};

const MOST = 4;

export function Month({ events, days, day, people, onNew, onDay: open, onMove, dragged }: GridProps) {
  const now = today();
  const drop = (target: string) => {
    const event = dragged.current?.event;
    if (event && isMovable(event)) onMove(event, movedTo(event, `${target}${event.start.slice(10)}`));
  };
  return (
    <div class="month">
      {days.slice(0, 7).map((each) => (
        <div class="month-head small" key={each}>
          {weekday(each)}
        </div>
      ))}
      {days.map((each) => {
        const all = onDay(events, each);
        const shown = all.length > MOST ? all.slice(0, MOST - 1) : all;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the keys are those of what is dropped
          <div
            key={each}
            class={`month-day ${each === now ? "now" : ""} ${each.slice(0, 7) === day.slice(0, 7) ? "" : "beside"}`}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              drop(each);
            }}
          >
            <div class="month-number">
              <button type="button" class="day-link" aria-label={longDay(each)} onClick={() => open(each)}>
                {dayNumber(each)}
              </button>
              {onNew && (
                <Button
                  kind="quiet"
                  icon="plus"
                  class="month-new"
                  label={k("newOn", { day: longDay(each) })}
                  onClick={() => onNew(`${each}T09:00`, false)}
                />
              )}
            </div>
            {shown.map((event) => (
              <Item
                key={event.row.id}
                event={event}
                vertical="weeks"
                people={people}
                onMove={onMove}
                dragged={dragged}
              />
            ))}
            {all.length > shown.length && (
              <button type="button" class="month-more small" onClick={() => open(each)}>
                {k("moreOn", { n: all.length - shown.length })}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
