import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { may, me } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { useKeys } from "@/shared/keys.ts";
import { useMedia } from "@/shared/media.ts";
import { Page, Skeleton } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { timeZone, today } from "@/words/format.ts";
import { plusMinutes } from "@/work/clock.ts";
import type { Draft } from "@/work/draft.ts";
import { Composer, useComposerSoon } from "@/work/later.ts";
import { AgendaList } from "./agenda.tsx";
import { useEvents } from "./asking.ts";
import type { Event } from "./events.ts";
import type { Dragged } from "./item.tsx";
import { Month } from "./month.tsx";
import { keepMoved } from "./moving.ts";
import { daysOf, step, titleOf, type View } from "./range.ts";
import { Week } from "./week.tsx";
import { k } from "./words.ts";
import "./style.css";
import "./week.css";

const NARROW = "(max-width: 720px)";
const TONES = 5;
const HOUR = 60;

/** What stands elsewhere than where it was read. */
type Moved = { of: Event[] | undefined; events: Map<string, Event> };

/** A month or a week of one or more calendars. */
export default function Calendar() {
  useComposerSoon();
  const [{ view, day }, setPlace] = useState(placeOf);
  const [whose, setWhose] = useState<Choice[]>(mine);
  const [adding, setAdding] = useState<Partial<Draft> | null>(null);
  const [moved, setMoved] = useState<Moved>({ of: undefined, events: new Map() });
  const dragged = useRef<Dragged | null>(null);
  const narrow = useMedia(NARROW);
  const days = daysOf(view, day);
  const asked = useEvents(whose, days);
  const events = useMemo(() => {
    const known = moved.of === asked.data ? moved.events : null; // what was read since is newer
    return (asked.data ?? []).map((each) => known?.get(each.row.id) ?? each);
  }, [asked.data, moved]);
  const held = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (held.current && document.activeElement === document.body) focusOn(held.current);
  }, [events]);
  const people = new Map(whose.map(({ value, label }, index) => [value, { name: label, tone: index % TONES }]));
  const go = (next: { view: View; day: string }) => {
    setPlace(next);
    history.replaceState(history.state, "", `/calendar?view=${next.view}&day=${next.day}`);
  };
  const onNew = may("activity.create")
    ? (start: string, allDay: boolean) =>
        setAdding({
          start,
          end: plusMinutes(start, HOUR),
          day: start.slice(0, 10),
          allDay,
          people: colleaguesIn(whose),
        })
    : null;
  useKeys({
    ArrowLeft: () => go({ view, day: step(view, day, -1) }),
    ArrowRight: () => go({ view, day: step(view, day, 1) }),
    w: () => go({ view: "week", day }),
    m: () => go({ view: "month", day }),
    "0": () => go({ view, day: today() }),
  });
  const grid = {
    events,
    days,
    day,
    people,
    dragged,
    onNew,
    onDay: (chosen: string) => go({ view: "week", day: chosen }),
    onMove: (before: Event, after: Event) => {
      setMoved((all) => ({
        of: asked.data,
        events: new Map(all.of === asked.data ? all.events : []).set(before.row.id, after),
      }));
      held.current = document.activeElement?.closest("[data-id]") ? before.row.id : null;
      void keepMoved(before, after);
    },
  };
  return (
    <Page
      title={titleOf(view, days, day)}
      wide
      under={<p class="faint small">{timeZone().replaceAll("_", " ")}</p>}
      actions={
        <>
          <Button icon="left" label={k("earlier")} onClick={() => go({ view, day: step(view, day, -1) })} />
          <Button onClick={() => go({ view, day: today() })}>{k("today")}</Button>
          <Button icon="chevron" label={k("later")} onClick={() => go({ view, day: step(view, day, 1) })} />
          <ViewBar view={view} onView={(next) => go({ view: next, day })} />
          {onNew && (
            <Button kind="primary" icon="plus" onClick={() => setAdding({ people: colleaguesIn(whose) })}>
              {k("new")}
            </Button>
          )}
        </>
      }
    >
      <div class="calendar-whose">
        <Picker
          label={k("whose")}
          hideLabel
          many
          placeholder={k("whose")}
          chosen={whose}
          onChosen={(chosen) => setWhose(chosen.length ? chosen : mine())}
          find={colleaguesOf({ teams: true })}
        />
      </div>
      <ErrorNote problem={asked.problem} retry={asked.reload} />
      {asked.data === undefined && !asked.problem && <Skeleton lines={8} />}
      {asked.data !== undefined &&
        (narrow ? (
          <AgendaList events={events} days={days} />
        ) : view === "month" ? (
          <Month {...grid} />
        ) : (
          <Week {...grid} />
        ))}
      {adding && (
        <Composer
          kind="appointment"
          initial={adding}
          onDone={() => void asked.reload()}
          onClose={() => setAdding(null)}
        />
      )}
    </Page>
  );
}

function ViewBar({ view, onView }: { view: View; onView: (view: View) => void }) {
  return (
    <fieldset class="segments">
      <legend class="unseen">{k("show")}</legend>
      {(["week", "month"] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="view" checked={view === each} onChange={() => onView(each)} />
          <span>{k(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

const mine = (): Choice[] => (me.value ? [{ value: me.value.id, label: me.value.name }] : []);

/** Whose calendars one looks at, takes part in what is made there. */
const colleaguesIn = (whose: readonly Choice[]): Choice[] => whose.filter(({ value }) => value.startsWith("usr_"));

function placeOf(): { view: View; day: string } {
  const asked = new URLSearchParams(location.search);
  const day = asked.get("day") ?? "";
  return {
    view: asked.get("view") === "month" ? "month" : "week",
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : today(),
  };
}

/** What was moved with the keys keeps the focus, though it stands elsewhere now. */
const focusOn = (id: string): void =>
  document.querySelector<HTMLElement>(`.event[data-id="${CSS.escape(id)}"]`)?.focus();
