import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { MailReader } from "@/mail/reader.tsx";
import { m, stateName } from "@/mail/words.ts";
import { cancel, sendAgain } from "@/mail/writing.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { ActivityLine } from "@/work/line.tsx";
import { type Activity, rowOf } from "@/work/types.ts";
import { a } from "./words.ts";

type Props = { activity: Activity; onChanged: () => void };

/** The mail that an activity is: what became of it, the letter itself, and what it answers or is answered by. */
export function Mail({ activity, onChanged }: Props) {
  return (
    <div class="stack">
      <Standing activity={activity} onChanged={onChanged} />
      <MailReader id={activity.id} onChanged={onChanged} />
      {activity.conversation && <Conversation activity={activity} />}
    </div>
  );
}

function Standing({ activity, onChanged }: Props) {
  const [busy, setBusy] = useState(false);
  const mail = activity.mail;
  if (!mail || mail.state === "filed") return null;
  const bad = mail.state === "failed" || mail.state === "bounced";
  const run = (work: () => Promise<void>) => async () => {
    setBusy(true);
    try {
      await work();
      onChanged();
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="row">
      <Badge tone={bad ? "bad" : mail.state === "sent" ? "good" : "plain"}>{stateName(mail.state)}</Badge>
      {bad && mail.reason && <span class="small">{a("mailFailed", { reason: mail.reason })}</span>}
      {mail.feedback?.map((each) => (
        <span class="small" key={each.email}>
          {each.email}: {each.reason}
        </span>
      ))}
      {mail.state === "queued" && (
        <Button busy={busy} onClick={run(() => cancel(activity))}>
          {m("cancel")}
        </Button>
      )}
      {(mail.state === "failed" || mail.state === "cancelled") && (
        <Button busy={busy} icon="send" onClick={run(() => sendAgain(activity))}>
          {m("sendAgain")}
        </Button>
      )}
    </div>
  );
}

function Conversation({ activity }: { activity: Activity }) {
  const [open, setOpen] = useState(false);
  const query = { conversation: [activity.conversation ?? ""], limit: 50 };
  const asked = useQuery(open ? `/v1/activities?conversation=${activity.conversation}` : null, (signal) =>
    got(api.GET("/v1/activities", { params: { query }, signal })),
  );
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{a("conversation")}</summary>
      {open && (
        <Shown asked={asked}>
          {({ data }) => (
            <ul class="list">
              {data.map((row) => (
                <li key={row.id} aria-current={row.id === activity.id || undefined}>
                  <ActivityLine row={rowOf(row)} />
                </li>
              ))}
            </ul>
          )}
        </Shown>
      )}
    </details>
  );
}
