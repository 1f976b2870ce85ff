import { screenOf } from "@/api/records.ts";
import { Icon } from "@/shared/icon.tsx";
import { minutesBetween } from "@/work/clock.ts";
import { kindIcon, kindName } from "@/work/kinds.ts";
import type { Event } from "./events.ts";
import { isMovable, movedBy } from "./moving.ts";
import { k } from "./words.ts";

export type Moves = { onMove: (before: Event, after: Event) => void; dragged: { current: Dragged | null } };
/** What is dragged, and how many minutes below its top it is held. */
export type Dragged = { event: Event; grip: number };
type Props = Moves & {
  event: Event;
  /** How far Shift and an arrow up or down move it: half an hour in a week, a week in a month. */
  vertical: "minutes" | "weeks";
  people: ReadonlyMap<string, { name: string; tone: number }>;
  style?: Record<string, string>;
};

const HALF_HOUR = 30;

function gripOf(drag: DragEvent, { start, end, allDay }: Event): number {
  const box = (drag.currentTarget as HTMLElement).getBoundingClientRect();
  if (allDay || !box.height) return 0;
  return Math.round(((drag.clientY - box.top) / box.height) * minutesBetween(`${start}Z`, `${end}Z`));
}

/** Something in the calendar: a link that can be dragged, or moved with Shift and the arrows. */
export function Item({ event, vertical, people, style, onMove, dragged }: Props) {
  const { row, allDay, due, start } = event;
  const movable = isMovable(event);
  const first = people.get(event.whose[0] ?? "");
  const names = people.size > 1 ? event.whose.map((each) => people.get(each)?.name ?? "").join(", ") : "";
  const pressed = (key: KeyboardEvent) => {
    if (!movable || !key.shiftKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key.key];
    const up = { ArrowUp: -1, ArrowDown: 1 }[key.key];
    if (by === undefined && up === undefined) return;
    key.preventDefault();
    key.stopPropagation();
    if (by !== undefined) onMove(event, movedBy(event, by));
    else if (up !== undefined)
      onMove(event, vertical === "weeks" ? movedBy(event, up * 7) : movedBy(event, 0, up * HALF_HOUR));
  };
  const told = [kindName(row.kind), due ? k("due") : "", names, row.place ?? ""].filter(Boolean).join(" · ");
  return (
    <a
      class={`event tone-${first?.tone ?? 0} ${due ? "due" : ""} ${row.done_at ? "done" : ""}`}
      href={screenOf(row.id) ?? "#"}
      data-id={row.id}
      draggable={movable}
      style={style}
      title={`${told}${movable ? ` – ${k("moveHelp")}` : ""}`}
      onDragStart={(drag) => {
        dragged.current = { event, grip: gripOf(drag, event) };
        drag.dataTransfer?.setData("text/plain", row.id);
      }}
      onDragEnd={() => {
        dragged.current = null;
      }}
      onKeyDown={pressed}
      onClick={(click) => click.stopPropagation()}
    >
      <Icon name={due ? "task" : kindIcon(row.kind)} /> {!allDay && <span class="event-time">{start.slice(11)}</span>}{" "}
      <span class="event-subject">{row.subject ?? row.title}</span>
      <span class="unseen">{told}</span>
    </a>
  );
}
