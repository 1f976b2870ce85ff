import { useRef, useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { MailReader } from "@/mail/reader.tsx";
import { whyHere } from "@/mail/why.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { useKeys, walkedBy } from "@/shared/keys.ts";
import { Empty, Page, Shown } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { common } from "@/shared/words.ts";
import { go } from "@/shell/routing.ts";
import { ago } from "@/words/format.ts";
import { type Activity, rowOf } from "@/work/types.ts";
import { Assigning } from "./assigning.tsx";
import { MailLog } from "./log.tsx";
import { senderOf, useWaiting } from "./waiting.ts";
import { i } from "./words.ts";
import "./style.css";

/** Mail of senders who are not known: read, and assigned with one click. `id` is the mail that is read. */
export default function Inbox({ id }: { id?: string }) {
  const log = id === "log";
  const tabs = [
    { key: "waiting", label: i("waiting") },
    { key: "log", label: i("log") },
  ];
  const body = log ? <MailLog /> : <Waiting id={id} />;
  return (
    <Page title={i("title")} wide under={<p class="faint">{i("help")}</p>}>
      {may("setting.edit") ? (
        <Tabs
          label={i("parts")}
          tabs={tabs}
          chosen={log ? "log" : "waiting"}
          onChoose={(key) => go(key === "log" ? "/inbox/log" : "/inbox")}
        >
          {body}
        </Tabs>
      ) : (
        body
      )}
    </Page>
  );
}

/** Where there is room the first mail stands beside the list at once. */
const NARROW = "(max-width: 800px)";

function Waiting({ id }: { id?: string }) {
  const list = useWaiting();
  const place = useRef<HTMLUListElement>(null);
  const [last, setLast] = useState<Activity | null>(null);
  const rows = list.rows ?? [];
  const at = id || matchMedia(NARROW).matches ? rows.findIndex((row) => row.id === id) : 0;
  const chosen = rows[at] ?? (last?.id === id ? last : null);
  if (rows[at] && rows[at] !== last) setLast(rows[at] as Activity);
  const walk = (by: number) => {
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (!next) return;
    go(`/inbox/${next.id}`, true);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>("[aria-current]")?.focus());
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    Escape: () => id && go("/inbox", true),
  });
  const onKeyDown = walkedBy(walk);
  const onDone = () => {
    const next = rows[at + 1] ?? rows[at - 1];
    go(next ? `/inbox/${next.id}` : "/inbox", true);
  };
  return (
    <Shown asked={{ ...list.first, data: list.rows }} lines={6}>
      {(all) =>
        all.length === 0 && !chosen ? (
          <Empty title={i("nothing")}>{i("nothingHelp")}</Empty>
        ) : (
          <div class={id ? "inbox reading" : "inbox"}>
            <div class="inbox-list">
              <ul class="list" ref={place} aria-label={i("list")} onKeyDown={onKeyDown}>
                {all.map((mail) => (
                  <li key={mail.id}>
                    <Line mail={mail} current={mail.id === chosen?.id} />
                  </li>
                ))}
              </ul>
              <ErrorNote problem={list.problem} retry={list.more} />
              {list.cursor && <Button onClick={list.more}>{common("more")}</Button>}
            </div>
            <div class="inbox-mail">
              {chosen ? <Chosen key={chosen.id} mail={chosen} onDone={onDone} /> : <Empty title={i("choose")} />}
            </div>
          </div>
        )
      }
    </Shown>
  );
}

function Line({ mail, current }: { mail: Activity; current: boolean }) {
  const sender = senderOf(mail);
  const at = rowOf(mail).at ?? "";
  return (
    <a class="inbox-line" href={`/inbox/${mail.id}`} aria-current={current || undefined}>
      <span class="row between">
        <strong class="cut">{sender.name}</strong>
        <span class="faint small">{ago(at)}</span>
      </span>
      <span class="cut">{mail.subject || i("noSubject")}</span>
      <span class="cut faint small">{mail.preview}</span>
    </a>
  );
}

function Chosen({ mail, onDone }: { mail: Activity; onDone: () => void }) {
  return (
    <div class="stack">
      <div class="inbox-back">
        <Button icon="left" onClick={() => go("/inbox", true)}>
          {i("back")}
        </Button>
      </div>
      <div class="inbox-open">
        <div class="stack">
          <h2>
            <a href={`/activities/${mail.id}`}>{mail.subject || i("noSubject")}</a>
          </h2>
          <p class="faint small">{whyHere(mail.mail?.rule, mail.mail?.reason)}</p>
          <MailReader id={mail.id} />
        </div>
        {may("activity.file") && <Assigning mail={mail} onDone={onDone} />}
      </div>
    </div>
  );
}
