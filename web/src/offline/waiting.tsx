import { useState } from "preact/hooks";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextField } from "@/shared/field.tsx";
import { Empty } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { shown } from "@/shell/opened.ts";
import { moment } from "@/words/format.ts";
import { type Waiting as Each, forgo, problemOf, putBack, sendChanged, sendWaiting, waiting } from "./queue.ts";
import { w } from "./words.ts";

/** What was written without a network: what waits, and what was refused and why. Nothing of it is lost by itself. */
export default function Waiting() {
  return (
    <Dialog
      title={w("title")}
      onClose={shown.close}
      footer={
        <Button kind="primary" onClick={() => sendWaiting().catch(complain)}>
          {w("sendNow")}
        </Button>
      }
    >
      <p class="faint">{w("help")}</p>
      {waiting.value.length === 0 && <Empty title={w("none")} />}
      <ul class="list">
        {waiting.value.map((each) => (
          <Line key={each.key} each={each} />
        ))}
      </ul>
    </Dialog>
  );
}

function Line({ each }: { each: Each }) {
  const known = typeof each.body.subject === "string" ? each.body.subject : "";
  const [subject, setSubject] = useState(known);
  const problem = problemOf(each);
  const drop = async () => {
    await forgo(each);
    say(w("dropped"), { undo: () => putBack(each) });
  };
  return (
    <li class="stack">
      <p>
        <strong>{known || w("nameless")}</strong>{" "}
        <Badge tone={problem ? "bad" : "plain"}>{w(problem ? "refused" : "waits")}</Badge>
      </p>
      <p class="small faint">{w("writtenAt", { when: moment(each.at) })}</p>
      {problem && <ErrorNote problem={problem} />}
      {problem && <TextField label={w("change")} value={subject} onValue={setSubject} />}
      <div class="row">
        {problem && (
          <Button onClick={() => sendChanged(each, { ...each.body, subject }).catch(complain)}>{w("sendAgain")}</Button>
        )}
        <Button kind="danger" onClick={() => drop().catch(complain)}>
          {w("forgo")}
        </Button>
      </div>
    </li>
  );
}
