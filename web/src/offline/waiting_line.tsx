import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { readRecord, screenOf } from "@/api/records.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Icon } from "@/shared/icon.tsx";
import { complain } from "@/shared/toast.tsx";
import { shown } from "@/shell/opened.ts";
import { moment } from "@/words/format.ts";
import { fieldName } from "@/work/field_names.ts";
import { Moment } from "@/work/line.tsx";
import type { Activity } from "@/work/types.ts";
import { problemOf, subjectOf, type Waiting } from "./queue.ts";
import { sendAmended } from "./sending.ts";
import { w } from "./words.ts";

type Props = { each: Waiting; onAmend: () => void; onDrop: () => void };

export function Line({ each, onAmend, onDrop }: Props) {
  const problem = problemOf(each);
  const subject = subjectOf(each) || w("nameless");
  const [busy, setBusy] = useState(false);
  const sendAnyway = async () => {
    setBusy(true);
    await sendAmended(each).catch(complain);
    setBusy(false);
  };
  return (
    <li class="stack">
      <p>
        <strong>{each.path ? w("ticked", { subject }) : subject}</strong>{" "}
        <Badge tone={problem ? "bad" : each.unsure ? "warn" : "plain"}>
          {w(problem ? "refused" : each.unsure ? "unsure" : "waits")}
        </Badge>
      </p>
      <p class="small faint">{w("writtenAt", { when: moment(each.at) })}</p>
      {each.path && problem?.status === 412 ? (
        <Overtaken each={each} id={each.path.split("/")[3] ?? ""} onDrop={onDrop} />
      ) : (
        <>
          <ErrorNote problem={problem} label={fieldName} />
          {each.unsure && <p>{w("unsureWhy")}</p>}
          <div class="row">
            {each.unsure && (
              <Button kind="primary" icon="send" busy={busy} onClick={sendAnyway}>
                {w("sendAnyway")}
              </Button>
            )}
            {problem && !each.path && (
              <Button kind="primary" icon="edit" onClick={onAmend}>
                {w("amend")}
              </Button>
            )}
            <Button kind="danger" onClick={onDrop}>
              {w("forgo")}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

type OvertakenProps = { each: Waiting; id: string; onDrop: () => void };

/** A task that somebody changed before it was known that it was ticked off here: how it is now, and what to do. */
function Overtaken({ each, id, onDrop }: OvertakenProps) {
  const [busy, setBusy] = useState(false);
  const asked = useQuery(`/v1/activities/${id}`, () => readRecord("activities", id) as unknown as Promise<Activity>);
  const now = asked.data;
  const tick = async () => {
    setBusy(true);
    await sendAmended(each, { version: now?.version }).catch(complain);
    setBusy(false);
  };
  return (
    <>
      <div class="error-note" role="alert">
        <Icon name="warning" />
        <div>
          <p>{w(now?.done_at ? "doneAlready" : "overtaken")}</p>
          {now && (
            <p>
              <a href={screenOf(id) ?? "#"} onClick={shown.close}>
                {now.subject}
              </a>{" "}
              · <Moment row={now} />
            </p>
          )}
        </div>
      </div>
      <ErrorNote problem={asked.problem} retry={asked.reload} />
      <div class="row">
        {now && !now.done_at && (
          <Button kind="primary" icon="check" busy={busy} onClick={tick}>
            {w("tickAnyway")}
          </Button>
        )}
        <Button onClick={onDrop}>{w(now?.done_at ? "forgo" : "leaveOpen")}</Button>
      </div>
    </>
  );
}
