import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { Avatar } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextArea } from "@/shared/field.tsx";
import { ago } from "@/words/format.ts";
import { RichText } from "@/work/index.tsx";
import { type Comment, say } from "./asking.ts";
import { useUnsent } from "./unsent.ts";
import { w } from "./words.ts";

type Props = { of: string; said: readonly Comment[]; onSaid: (comment: Comment) => void };

/** What was said about an appointment or action, and a place to say something. Sent twice it is said once. */
export function Comments({ of, said, onSaid }: Props) {
  const { text, key, type, refuse, sent } = useUnsent(`comment ${of}`);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!text.trim()) return;
    setBusy(true);
    setProblem(null);
    try {
      const comment = await say(of, text.trim(), key);
      sent();
      onSaid(comment);
    } catch (error) {
      const why = asProblem(error);
      setProblem(why);
      if (why.status !== 0) refuse();
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="stack">
      <h2>{w("comments")}</h2>
      {said.length === 0 && <p class="faint">{w("noComments")}</p>}
      <ol class="plain stack">
        {said.map((each) => (
          <li key={each.id} class="said">
            <Avatar name={each.by || "?"} />
            <div class="grow">
              <p class="small faint">{[each.mine ? w("you") : each.by, ago(each.at)].filter(Boolean).join(" · ")}</p>
              <RichText html={each.text} />
            </div>
          </li>
        ))}
      </ol>
      <ErrorNote problem={problem} />
      <TextArea label={w("comment")} value={text} onValue={type} rows={3} maxLength={10_000} />
      <div>
        <Button icon="send" busy={busy} onClick={send}>
          {w("send")}
        </Button>
      </div>
    </section>
  );
}
