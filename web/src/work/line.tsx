import type { ComponentChildren } from "preact";
import { type Link, screenOf } from "@/api/records.ts";
import { Badge } from "@/shared/badge.tsx";
import { Icon } from "@/shared/icon.tsx";
import { dayKey, moment, nearDay, time, today } from "@/words/format.ts";
import { kindIcon, kindName } from "./kinds.ts";
import { TaskTick } from "./tick.tsx";
import { type Doing, dueOf, isOpen, type Row, startOf, whoIs } from "./types.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  row: Row;
  /** Records of which it need not be said that it is about them, such as that whose card this is. */
  without?: readonly string[];
  onDone?: () => void;
  /** Its task is not there any more as it was shown. */
  onOutdated?: () => void;
  actions?: ComponentChildren;
};

/** An activity as one line: what kind, what about, when, and a tick where it is a task. */
export function ActivityLine({ row, without = [], onDone, onOutdated, actions }: Props) {
  const about = aboutOf(row).filter((link) => !without.includes(link.id));
  return (
    <div class={row.done_at ? "activity-line done" : "activity-line"}>
      {row.is_task ? (
        <TaskTick activity={row} onDone={onDone} onOutdated={onOutdated} />
      ) : (
        <span class="activity-icon">
          <Icon name={kindIcon(row.kind ?? row.type)} label={kindName(row.kind ?? row.type)} />
        </span>
      )}
      <div class="grow">
        <a class="activity-subject" href={screenOf(row.id) ?? "#"}>
          {row.subject || row.title}
        </a>
        <p class="activity-about small">
          {row.is_task && row.kind !== "task" && (
            <span>
              <Icon name={kindIcon(row.kind)} /> {kindName(row.kind)}
            </span>
          )}
          {row.priority === "high" && isOpen(row) && <Badge tone="warn">{w("high")}</Badge>}
          <Moment row={row} />
          {about.slice(0, 3).map((link) => (
            <LinkTo key={link.id} link={link} />
          ))}
          {row.recurrence && <Icon name="restore" label={w("repeats")} />}
        </p>
      </div>
      {actions}
    </div>
  );
}

/** Whom and what it is about: those outside who take part, and what it is linked to, each once. */
function aboutOf({ participants, links }: Row): Link[] {
  const outside = (participants ?? []).filter((each) => !each.user).map(whoIs);
  const all = [...outside, ...(links ?? [])].filter((link) => link.id);
  return [...new Map(all.map((link) => [link.id, link])).values()];
}

export function LinkTo({ link }: { link: Link }) {
  const place = screenOf(link.id);
  const text = link.title || link.id;
  return place ? (
    <a class="quiet-link cut" href={place}>
      {text}
    </a>
  ) : (
    <span class="cut">{text}</span>
  );
}

/** When it was done, is due or takes place; what is late says so in words. */
export function Moment({ row }: { row: Omit<Doing, "id"> }) {
  if (row.done_at) return <span>{w("doneOn", { day: nearDay(row.done_at) })}</span>;
  const due = dueOf(row);
  if (isOpen(row) && due) {
    const late = due.length === 10 ? due < today() : Date.parse(due) < Date.now();
    const told = due.length === 10 ? nearDay(due) : `${nearDay(due)}, ${time(due)}`;
    return <span class={late ? "late" : undefined}>{late ? `${w("overdue")}: ${told}` : w("due", { day: told })}</span>;
  }
  const start = startOf(row);
  return start ? <span>{spanOf(row)}</span> : null;
}

/** `23 Nov 2026, 14:00–15:00`, or the day with “all day”. */
export function spanOf({ starts_at, ends_at, date }: Pick<Doing, "starts_at" | "ends_at" | "date">): string {
  if (date) return `${nearDay(date)}, ${w("allDay").toLocaleLowerCase()}`;
  if (!starts_at) return "";
  const near = `${nearDay(starts_at)}, ${time(starts_at)}`;
  if (!ends_at || ends_at === starts_at) return near;
  return dayKey(ends_at) === dayKey(starts_at) ? `${near}–${time(ends_at)}` : `${near} – ${moment(ends_at)}`;
}

/** Whether those outside may see it, in an icon with words. */
export function Visibility({ of, text }: { of: string | null | undefined; text?: boolean }) {
  if (!of) return null;
  const shared = of === "shared";
  return (
    <span class={shared ? "visibility shared" : "visibility"} title={w(shared ? "sharedHelp" : "internalHelp")}>
      <Icon name={shared ? "eye" : "lock"} label={text ? undefined : w(shared ? "shared" : "internal")} />
      {text && w(shared ? "shared" : "internal")}
    </span>
  );
}
