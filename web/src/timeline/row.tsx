import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { type Link, readRecord, screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { MailReader } from "@/mail/reader.tsx";
import { stateName } from "@/mail/words.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { dayKey, time, today } from "@/words/format.ts";
import { kindIcon, kindName } from "@/work/kinds.ts";
import { LinkTo, Moment, Visibility } from "@/work/line.tsx";
import { ActivityMenu } from "@/work/menu.tsx";
import { RichText } from "@/work/rich_text.tsx";
import { TaskTick } from "@/work/tick.tsx";
import { type Activity, type Row, whoIs } from "@/work/types.ts";
import { w } from "@/work/words.ts";
import { QuickNote } from "./note.tsx";
import type { Thread } from "./threads.ts";
import { t } from "./words.ts";

type Props = { thread: Thread; here: string; onChanged: () => void; readOnly?: boolean };

/** One thing that happened, with what was said of it. */
export function TimelineRow({ thread, here, onChanged, readOnly }: Props) {
  const { row, replies, earlier } = thread;
  const [commenting, setCommenting] = useState(false);
  return (
    <li class="timeline-row" data-id={row.id}>
      <Entry row={row} here={here} onChanged={onChanged} onComment={readOnly ? undefined : () => setCommenting(true)} />
      {earlier.length > 0 && (
        <details class="timeline-earlier">
          <summary>{t("earlier", { n: earlier.length })}</summary>
          {earlier.map((each) => (
            <Entry key={each.id} row={each} here={here} onChanged={onChanged} />
          ))}
        </details>
      )}
      {(replies.length > 0 || commenting) && (
        <div class="timeline-replies">
          {replies.map((each) => (
            <Entry key={each.id} row={each} here={here} onChanged={onChanged} />
          ))}
          {commenting && (
            <QuickNote
              links={row.links ?? []}
              parent={row.id}
              label={t("comment")}
              onDone={() => {
                setCommenting(false);
                onChanged();
              }}
            />
          )}
        </div>
      )}
    </li>
  );
}

type EntryProps = { row: Row; here: string; onChanged: () => void; onComment?: () => void };

function Entry({ row, here, onChanged, onComment }: EntryProps) {
  const [open, setOpen] = useState(false);
  const isDocument = row.type === "document";
  const kind = isDocument ? "document" : row.kind;
  const long = !isDocument && Boolean(row.mail || (row.preview && row.preview.length >= CUT));
  const place = screenOf(row.id);
  return (
    <article class={row.done_at ? "timeline-entry done" : "timeline-entry"}>
      {row.is_task ? (
        <TaskTick activity={row} onDone={onChanged} />
      ) : (
        <span class={`activity-icon kind-${kind}`}>
          <Icon name={kindIcon(kind)} label={kindName(kind)} />
        </span>
      )}
      <div class="timeline-body">
        <div class="timeline-title">
          <a class="activity-subject" href={place ?? "#"}>
            {row.subject || row.title}
          </a>
          {row.priority === "high" && !row.done_at && <Badge tone="warn">{w("high")}</Badge>}
          {row.mail && !["filed", "sent"].includes(row.mail.state) && (
            <Badge tone={row.mail.state === "failed" || row.mail.state === "bounced" ? "bad" : "plain"}>
              {stateName(row.mail.state)}
            </Badge>
          )}
          <Visibility of={row.visibility} />
        </div>
        <About row={row} here={here} />
        {row.preview && !open && row.preview !== row.subject && <p class="timeline-preview">{row.preview}</p>}
        {row.outcome && <p class="small">{t("outcome", { text: row.outcome })}</p>}
        {open && (row.mail ? <MailReader id={row.id} onChanged={onChanged} /> : <Whole id={row.id} />)}
        {long && (
          <Button kind="quiet" class="timeline-more" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "less" : row.mail ? "readMail" : "more")}
          </Button>
        )}
      </div>
      {!isDocument && may("activity.edit") && <ActivityMenu row={row} onChanged={onChanged} onComment={onComment} />}
    </article>
  );
}

const CUT = 190;

function About({ row, here }: { row: Row; here: string }) {
  const seen = new Set([here]);
  const beside: Link[] = [];
  for (const link of [...(row.participants ?? []).map(whoIs), ...(row.links ?? [])]) {
    if (link.id ? seen.has(link.id) : !link.title) continue;
    if (link.id) seen.add(link.id);
    beside.push(link);
  }
  return (
    <p class="activity-about small">
      <span class="unseen">{kindName(row.type === "document" ? "document" : row.kind)}</span>
      {row.is_task || row.date || isAhead(row) ? (
        <Moment row={row} />
      ) : (
        row.at && row.at.length > 10 && <span>{time(row.at)}</span>
      )}
      {row.direction === "in" && <span>{w("incoming")}</span>}
      {row.direction === "out" && <span>{w("outgoing")}</span>}
      {row.number && <span>{row.number}</span>}
      {row.parent && <a href={screenOf(row.parent.id) ?? "#"}>{t("answers", { subject: row.parent.title ?? "" })}</a>}
      {(row.assignees ?? []).map((each) => (
        <span key={each.id}>→ {each.title}</span>
      ))}
      {beside.slice(0, MOST).map((link) => (
        <LinkTo key={link.id || link.title} link={link} />
      ))}
      {beside.length > MOST && <span>+{beside.length - MOST}</span>}
    </p>
  );
}

const MOST = 4;

/** What is still to come stands under no day, and says its own. */
const isAhead = (row: Row): boolean => Boolean(row.starts_at) && dayKey(row.at ?? "") > today();

function Whole({ id }: { id: string }) {
  const asked = useQuery(`/v1/activities/${id}`, () => readRecord("activities", id));
  return <Shown asked={asked}>{(found) => <RichText html={(found as unknown as Activity).text} />}</Shown>;
}
