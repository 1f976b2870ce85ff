import { useEffect, useState } from "preact/hooks";
import { stale, useQuery } from "@/api/query.ts";
import { type RecordOf, readRecord, restoreRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { OwnFields } from "@/editing/own_fields.tsx";
import { fieldOf, useSchema } from "@/fields/schema.ts";
import { wayOn } from "@/screens/list/way_on.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { useKeys } from "@/shared/keys.ts";
import { Page, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { later } from "@/shell/later.tsx";
import { complete, tickedAside } from "@/work/doing.ts";
import { kindIcon, kindName, learnKinds } from "@/work/kinds.ts";
import { Composer, useComposerSoon } from "@/work/later.ts";
import { Moment } from "@/work/line.tsx";
import { ActivityMenu } from "@/work/menu.tsx";
import { RichText } from "@/work/rich_text.tsx";
import { TaskTick } from "@/work/tick.tsx";
import { type Activity, isOpen, rowOf } from "@/work/types.ts";
import { w } from "@/work/words.ts";
import { Facts } from "./facts.tsx";
import { Folded } from "./folded.tsx";
import { Mail } from "./mail.tsx";
import { Outcome } from "./outcome.tsx";
import { Thread } from "./thread.tsx";
import { a } from "./words.ts";
import "./style.css";

const Documents = later<{ of: string; readOnly?: boolean }>(async () => ({
  default: (await import("@/documents/documents.tsx")).Documents,
}));
const HistoryTab = later<{ plural: string; id: string; type: string; readOnly?: boolean }>(async () => ({
  default: (await import("@/screens/card/tabs/history.tsx")).HistoryTab,
}));

/** Everything of one activity. */
export default function ActivityScreen({ id = "" }: { id?: string }) {
  const key = `/v1/activities/${id}`;
  const asked = useQuery(key, () => readRecord("activities", id) as unknown as Promise<Activity>);
  const again = () => stale(key);
  if (asked.data) return <Whole activity={asked.data} onChanged={again} />;
  return (
    <Page title={a("title")}>
      <Shown asked={asked} lines={8} way={wayOn("activity")}>
        {() => null}
      </Shown>
    </Page>
  );
}

type Props = { activity: Activity; onChanged: () => void };

function Whole({ activity, onChanged }: Props) {
  useComposerSoon();
  const schema = useSchema("activity");
  useEffect(() => learnKinds(fieldOf(schema.data, "kind")?.options), [schema.data]);
  const [editing, setEditing] = useState<"edit" | "follow" | null>(null);
  const mayEdit = may("activity.edit") && !activity.archived_at;
  useKeys(mayEdit ? { e: () => setEditing("edit") } : {});
  const about = activity.links ?? [];
  return (
    <Page
      title={activity.subject}
      under={<Under activity={activity} />}
      actions={<Actions activity={activity} onChanged={onChanged} edit={setEditing} mayEdit={mayEdit} />}
    >
      <div class="activity">
        <div class="stack loose">
          {isOpen(activity) && mayEdit && !tickedAside(activity.id) && (
            <Outcome activity={activity} onDone={onChanged} />
          )}
          {activity.outcome && (
            <p>
              <strong>{a("outcome")}:</strong> {activity.outcome}
            </p>
          )}
          {activity.mail ? (
            <Mail activity={activity} onChanged={onChanged} />
          ) : activity.text ? (
            <RichText html={activity.text} />
          ) : (
            <p class="faint">{a("noText")}</p>
          )}
          <section class="stack">
            <h2>{a("thread")}</h2>
            <Thread activity={activity} />
          </section>
        </div>
        <aside class="stack" aria-label={a("facts")}>
          <section class="panel">
            <Facts activity={activity} onChanged={onChanged} />
          </section>
          {may("document.read") && (
            <Folded title={a("documents")}>
              <Documents of={activity.id} readOnly={Boolean(activity.archived_at)} />
            </Folded>
          )}
          <Own activity={activity} onChanged={onChanged} />
          <Folded title={a("history")}>
            <HistoryTab plural="activities" id={activity.id} type="activity" readOnly={Boolean(activity.archived_at)} />
          </Folded>
        </aside>
      </div>
      {editing === "edit" && <Composer activity={activity} onDone={onChanged} onClose={() => setEditing(null)} />}
      {editing === "follow" && (
        <Composer
          kind="task"
          links={about}
          initial={{ parent: activity.id, subject: activity.subject }}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

function Under({ activity }: { activity: Activity }) {
  return (
    <p class="activity-about">
      <span>
        <Icon name={kindIcon(activity.kind)} /> {kindName(activity.kind)}
      </span>
      <Moment row={activity} />
      {activity.archived_at && <Badge tone="warn">{a("archived")}</Badge>}
      {activity.is_task && !activity.archived_at && (
        <Badge tone={activity.done_at ? "good" : "accent"}>
          {a(activity.skipped ? "skipped" : activity.done_at ? "done" : "open")}
        </Badge>
      )}
    </p>
  );
}

type ActionProps = Props & { edit: (what: "edit" | "follow") => void; mayEdit: boolean };

function Actions({ activity, onChanged, edit, mayEdit }: ActionProps) {
  if (activity.archived_at) {
    const restore = () => restoreRecord("activities", activity.id).then(onChanged, complain);
    return may("activity.delete") ? <Button onClick={restore}>{a("restore")}</Button> : null;
  }
  if (!mayEdit) return activity.is_task ? <TaskTick activity={activity} onDone={onChanged} /> : null;
  return (
    <>
      {isOpen(activity) && !tickedAside(activity.id) && (
        <Button kind="primary" icon="check" onClick={() => complete(activity).then(onChanged, complain)}>
          {w("complete")}
        </Button>
      )}
      {tickedAside(activity.id) && <TaskTick activity={activity} />}
      <Button icon="edit" onClick={() => edit("edit")}>
        {common("edit")}
      </Button>
      <Button icon="task" onClick={() => edit("follow")}>
        {a("follow")}
      </Button>
      <ActivityMenu row={rowOf(activity)} onChanged={onChanged} />
    </>
  );
}

function Own({ activity, onChanged }: Props) {
  const schema = useSchema("activity");
  if (!schema.data?.fields.some((field) => field.custom)) return null;
  return (
    <Folded title={a("own")} open>
      <OwnFields record={activity as unknown as RecordOf} type="activity" onSaved={onChanged} />
    </Folded>
  );
}
