import { Badge } from "@/shared/badge.tsx";
import { Icon } from "@/shared/icon.tsx";
import { day, moment, today } from "@/words/format.ts";
import { named } from "@/words/words.ts";
import { kindIcon, kindName } from "@/work/kinds.ts";
import type { Activity } from "./asking.ts";
import { w } from "./words.ts";

export function ActivityLines({ rows, empty }: { rows: readonly Activity[]; empty: string }) {
  if (rows.length === 0) return <p class="faint">{empty}</p>;
  return (
    <ul class="list">
      {rows.map((each) => (
        <li key={each.id} class="portal-line">
          <Icon name={kindIcon(each.kind)} />
          <div class="grow">
            <p>
              <a href={`/portal/activities/${each.id}`}>{each.title}</a>{" "}
              {each.mine && (
                <Badge tone={isLate(each) ? "bad" : "accent"}>{isLate(each) ? w("overdue") : w("mine")}</Badge>
              )}
            </p>
            <p class="small faint">
              {[kindOf(each), whenOf(each), each.place, each.relations.map((one) => one.title).join(", ")]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** As the organisation calls it: of that, somebody from outside is told with the activity only. */
const kindOf = ({ kind, kind_names: own }: Activity): string => (own ? named(own.labels, own.label) : kindName(kind));

export function whenOf(each: Activity): string {
  if (each.done_at) return w("done", { when: day(each.done_at) });
  if (each.due_at ?? each.due_on) return w("due", { when: moment((each.due_at ?? each.due_on) as string) });
  return each.starts_at ? moment(each.starts_at) : each.date ? day(each.date) : "";
}

const isLate = (each: Activity): boolean => {
  const due = each.due_at ?? each.due_on;
  return !each.done_at && Boolean(due) && (due?.length === 10 ? due < today() : Date.parse(due as string) < Date.now());
};
