import type { ComponentChildren } from "preact";
import { type RecordOf, screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { InPlace } from "@/editing/in_place.tsx";
import { labelOf } from "@/fields/label.ts";
import { useSchema } from "@/fields/schema.ts";
import { Button } from "@/shared/button.tsx";
import { complain } from "@/shared/toast.tsx";
import { day, moment, nearDay } from "@/words/format.ts";
import { publish, withdraw } from "@/work/doing.ts";
import { LinkTo, spanOf, Visibility } from "@/work/line.tsx";
import { describeRule } from "@/work/recurrence.ts";
import { type Activity, dueOf, isOpen, whoIs } from "@/work/types.ts";
import { w } from "@/work/words.ts";
import { a } from "./words.ts";

type Props = { activity: Activity; onChanged: () => void };

/** All that is known of an activity beside its text. */
export function Facts({ activity, onChanged }: Props) {
  const due = dueOf(activity);
  const span = spanOf(activity);
  return (
    <dl class="facts">
      {span && <Fact label={a("when")}>{span}</Fact>}
      {activity.is_task && due && <Fact label={a("due")}>{due.length === 10 ? nearDay(due) : moment(due)}</Fact>}
      {activity.done_at && <Fact label={a(activity.skipped ? "skipped" : "done")}>{moment(activity.done_at)}</Fact>}
      {isOpen(activity) && activity.follow_up_on && <Fact label={a("waits")}>{day(activity.follow_up_on)}</Fact>}
      {activity.recurrence && <Fact label={a("repeats")}>{describeRule(activity.recurrence)}</Fact>}
      {activity.next && (
        <Fact label={a("next")}>
          <a href={screenOf(activity.next) ?? "#"}>{a("next")}</a>
        </Fact>
      )}
      <Assignees activity={activity} />
      <People activity={activity} />
      {(activity.links ?? []).length > 0 && (
        <Fact label={a("about")}>
          <ul class="plain">
            {activity.links?.map((link) => (
              <li key={link.id}>
                <LinkTo link={link} />
                {link.place && <span class="faint small"> {link.place}</span>}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {activity.parent && (
        <Fact label={a("partOf")}>
          <LinkTo link={activity.parent} />
        </Fact>
      )}
      <Fact label={a("visibility")}>
        <Sharing activity={activity} onChanged={onChanged} />
      </Fact>
      <Fields activity={activity} onChanged={onChanged} />
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Assignees({ activity }: { activity: Activity }) {
  const given = activity.assignees ?? [];
  if (!given.length) return null;
  const from = activity.taken?.teams.map((each) => each.title).join(", ");
  return (
    <Fact label={a("assignees")}>
      {given.map((each) => each.title).join(", ")}
      {from && <span class="faint small"> {a("takenFrom", { team: from })}</span>}
    </Fact>
  );
}

function People({ activity }: { activity: Activity }) {
  const people = activity.participants ?? [];
  if (!people.length) return null;
  return (
    <Fact label={a("people")}>
      <ul class="plain">
        {people.map((each, index) => {
          const who = whoIs(each);
          return (
            <li key={`${who.id} ${index}`}>
              {who.id ? <LinkTo link={who} /> : who.title}
              {each.part !== "attendee" && <span class="faint small"> {a(each.part)}</span>}
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}

function Sharing({ activity, onChanged }: Props) {
  const shared = activity.visibility === "shared";
  const turn = () => (shared ? withdraw(activity) : publish(activity)).then(onChanged, complain);
  return (
    <span class="row">
      <Visibility of={activity.visibility} text />
      {may("activity.publish") && !activity.archived_at && (
        <Button kind="quiet" onClick={turn}>
          {w(shared ? "withdraw" : "publish")}
        </Button>
      )}
    </span>
  );
}

const EDITED = ["priority", "place", "number", "direction", "term"];

/** Each to be changed where it stands. */
function Fields({ activity, onChanged }: Props) {
  const schema = useSchema("activity");
  const record = activity as unknown as RecordOf;
  const fields = (schema.data?.fields ?? []).filter(
    ({ name }) => EDITED.includes(name) && record[name] && !["none", "normal"].includes(String(record[name])),
  );
  return (
    <>
      {fields.map((field) => (
        <Fact key={field.name} label={labelOf(field, "activity")}>
          <InPlace record={record} plural="activities" field={field} onSaved={onChanged} />
        </Fact>
      ))}
    </>
  );
}
