import { useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { day, moment } from "@/words/format.ts";
import { wallOf } from "@/work/clock.ts";
import type { Draft } from "@/work/draft.ts";
import { Composer } from "@/work/later.ts";
import type { WholeMail } from "./reading.ts";
import { m } from "./words.ts";

type Event = WholeMail["events"][number];

/** Appointments that came with a mail, to be put into the calendar. */
export function Events({ mail, id }: { mail: WholeMail; id: string }) {
  const [planned, setPlanned] = useState<Event | null>(null);
  if (!mail.events.length) return null;
  return (
    <>
      {mail.events.map((event) => (
        <div class="mail-note" key={event.uid}>
          <span>
            {m("event", { what: event.summary })}
            <span class="faint small">
              {" "}
              {toldOf(event.start)} {event.location}
            </span>
          </span>
          <Button icon="calendar" onClick={() => setPlanned(event)}>
            {m("planIt")}
          </Button>
        </div>
      ))}
      {planned && (
        <Composer kind="appointment" initial={{ ...draftOf(planned), parent: id }} onClose={() => setPlanned(null)} />
      )}
    </>
  );
}

function toldOf(when: Event["start"]): string {
  if (!when) return "";
  return when.at ? moment(when.at) : when.date ? day(when.date) : when.text;
}

function draftOf(event: Event): Partial<Draft> {
  const when = event.start?.at
    ? { start: wallOf(event.start.at), end: event.end?.at ? wallOf(event.end.at) : "" }
    : { allDay: true, day: event.start?.date ?? "" };
  return { subject: event.summary, place: event.location, ...when };
}
