import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { ago, moment } from "@/words/format.ts";
import { type Notice, wayTo } from "./reading.ts";
import { HAPPENED, happened, w } from "./words.ts";

type Props = { notice: Notice; onMark: (notice: Notice, read: boolean) => void; onGo?: () => void };

/** One notice: what happened, with what, by whom, when. Going there reads it. */
export function NoticeLine({ notice, onMark, onGo }: Props) {
  const unread = notice.read_at === null;
  const to = wayTo(notice);
  const kind = Object.hasOwn(HAPPENED, notice.kind) ? happened(notice.kind as keyof typeof HAPPENED) : notice.kind;
  const title = notice.record.title ?? w("gone");
  const go = () => {
    if (unread) onMark(notice, true);
    onGo?.();
  };
  return (
    <li class={unread ? "notice unread" : "notice"}>
      <div class="grow">
        <p class="small faint">
          {kind}
          {notice.late && <Badge tone="warn">{w("late")}</Badge>}
          {unread && <span class="unseen">, {w("unread")}</span>}
        </p>
        <p>
          {to ? (
            <a href={to} onClick={go}>
              {title}
            </a>
          ) : (
            title
          )}
        </p>
        <p class="small faint">
          {[notice.by?.title, <time dateTime={notice.at}>{ago(notice.at)}</time>, dated(notice.told)]
            .filter(Boolean)
            .map((part, index) => (
              <span key={index}>
                {index > 0 && " · "}
                {part}
              </span>
            ))}
        </p>
      </div>
      <Button
        kind="quiet"
        icon={unread ? "check" : "eye"}
        label={`${unread ? w("markRead") : w("markUnread")}: ${title}`}
        onClick={() => onMark(notice, unread)}
      />
    </li>
  );
}

function dated(told: Record<string, unknown>): string | null {
  if (typeof told.due === "string") return w("due", { when: moment(told.due) });
  if (typeof told.start === "string") return w("starts", { when: moment(told.start) });
  return null;
}
