import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { readRecord, screenOf } from "@/api/records.ts";
import { may, me } from "@/api/session.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { bytes, moment } from "@/words/format.ts";
import { RichText } from "@/work/rich_text.tsx";
import type { Activity } from "@/work/types.ts";
import { Answering } from "./answering.tsx";
import { Events } from "./events.tsx";
import { MailFrame } from "./frame.tsx";
import { type Address, isDossier, useMail, type WholeMail, written } from "./reading.ts";
import { whyHere } from "./why.ts";
import { m } from "./words.ts";
import "./style.css";

type Props = { id: string; onChanged?: () => void; withoutReply?: boolean };

/** A whole mail: who wrote it to whom, what it says, what came with it, and why it was filed here. */
export function MailReader({ id, onChanged, withoutReply }: Props) {
  const [images, setImages] = useState(false);
  const asked = useMail(id, images);
  const before = useMail(id, false);
  const shown = asked.data ? asked : before.data && !asked.problem ? before : asked;
  if (asked.problem?.status === 404 && !asked.data) return <Beginning id={id} />;
  return (
    <Shown asked={shown} lines={6}>
      {(mail) => (
        <div class="mail-reader">
          <Head mail={mail} />
          <Trust mail={mail} />
          {mail.remote_images && !images && (
            <div class="mail-note small">
              <span>{m("images")}</span>
              <Button onClick={() => setImages(true)}>{m("showImages")}</Button>
            </div>
          )}
          <Text mail={mail} images={images} />
          <Events mail={mail} id={id} />
          <Files mail={mail} />
          {!withoutReply && may("activity.create") && (
            <Answering id={id} mail={mail} mine={me.value?.email ?? ""} onDone={onChanged} />
          )}
          <Why mail={mail} />
        </div>
      )}
    </Shown>
  );
}

/** The address of a dossier says nothing to who reads it, and is long. */
const called = (who: Address): string => (isDossier(who.email) ? who.name || m("dossierAddress") : written(who));

function Head({ mail }: { mail: WholeMail }) {
  const rows: [string, Address[]][] = [
    [m("from"), mail.from],
    [m("to"), mail.to],
    [m("cc"), mail.cc],
  ];
  return (
    <dl class="mail-head small">
      {rows
        .filter(([, who]) => who.length > 0)
        .map(([label, who]) => (
          <div class="contents" key={label}>
            <dt>{label}</dt>
            <dd title={who.map(written).join(", ")}>{who.map(called).join(", ")}</dd>
          </div>
        ))}
      {mail.date && (
        <div class="contents">
          <dt>{m("sent")}</dt>
          <dd class="faint">{moment(mail.date)}</dd>
        </div>
      )}
    </dl>
  );
}

function Trust({ mail }: { mail: WholeMail }) {
  const doubted = mail.trust === "unverified" || mail.rule === "forged" || mail.rule === "spam";
  if (!doubted && !mail.automatic) return null;
  return (
    <p class="row">
      {doubted && <Badge tone="warn">{m("unverified")}</Badge>}
      {mail.automatic && <Badge>{m("automatic")}</Badge>}
    </p>
  );
}

function Text({ mail, images }: { mail: WholeMail; images: boolean }) {
  const [plain, setPlain] = useState(false);
  const [whole, setWhole] = useState(false);
  const framed = mail.html !== "" && !plain;
  return (
    <>
      {framed ? (
        <MailFrame html={mail.html} text={mail.text} images={images} title={mail.subject} />
      ) : (
        <>
          <pre class="mail-text">{mail.text}</pre>
          {mail.quoted && (
            <details>
              <summary>{m("quoted")}</summary>
              <pre class="mail-text faint">{mail.quoted}</pre>
            </details>
          )}
        </>
      )}
      {mail.html !== "" && (
        <div class="row">
          {mail.text !== "" && (
            <Button kind="quiet" onClick={() => setPlain(!plain)}>
              {m(plain ? "asSent" : "asText")}
            </Button>
          )}
          {framed && (
            <Button kind="quiet" onClick={() => setWhole(true)}>
              {m("whole")}
            </Button>
          )}
        </div>
      )}
      {whole && (
        <Dialog title={mail.subject || m("letter")} wide onClose={() => setWhole(false)}>
          <MailFrame html={mail.html} images={images} title={mail.subject} whole />
        </Dialog>
      )}
      {mail.forwarded && (
        <details open={!mail.text}>
          <summary>
            {m("forwarded")}: {mail.forwarded.from.map(written).join(", ")} – {mail.forwarded.subject}
          </summary>
          <pre class="mail-text">{mail.forwarded.text}</pre>
        </details>
      )}
    </>
  );
}

function Files({ mail }: { mail: WholeMail }) {
  const files = mail.attachments.filter((each) => !each.inline || each.document);
  if (!files.length) return null;
  return (
    <ul class="mail-files" aria-label={m("attachments")}>
      {files.map((file, index) => (
        <li key={`${file.file_name} ${index}`}>
          {file.document ? (
            <a href={screenOf(file.document) ?? "#"}>
              <Icon name="clip" /> {file.file_name} <span class="faint small">{bytes(file.size)}</span>
            </a>
          ) : (
            <span title={m("notKept", { reason: file.reason ?? "" })}>
              <Icon name="warning" /> {file.file_name}
              <span class="faint small">{m("notKept", { reason: file.reason ?? "" })}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Why({ mail }: { mail: WholeMail }) {
  const why = whyHere(mail.rule, mail.reason);
  return (
    <details class="small">
      <summary>{m("why")}</summary>
      {why && <p>{why}</p>}
      {mail.trust && <p>{m(mail.trust === "verified" ? "verified" : "unverified")}</p>}
      {mail.faults.length > 0 && (
        <p>
          {m("faults")}: {mail.faults.join("; ")}
        </p>
      )}
      <details>
        <summary>{m("headers")}</summary>
        <dl class="mail-head">
          {mail.headers.map((each, index) => (
            <div class="contents" key={`${each.name} ${index}`}>
              <dt>{each.name}</dt>
              <dd>{each.value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </details>
  );
}

/** Of what goes out, or whose message is gone, the activity has the text. */
function Beginning({ id }: { id: string }) {
  const asked = useQuery(`/v1/activities/${id}`, () => readRecord("activities", id));
  return (
    <Shown asked={asked}>
      {(found) => {
        const { text, mail } = found as unknown as Activity;
        const ours = mail && ["queued", "sent", "failed", "bounced", "cancelled"].includes(mail.state);
        return (
          <div class="mail-reader">
            <RichText html={text} />
            {!ours && <p class="faint small">{m("notHere")}</p>}
          </div>
        );
      }}
    </Shown>
  );
}
