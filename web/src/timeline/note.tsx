import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import type { Link } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField } from "@/shared/field.tsx";
import type { Choice } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { useUnfinished } from "@/shared/unfinished.ts";
import { Drafts } from "@/work/drafts.ts";
import { fieldName } from "@/work/field_names.ts";
import { MentionArea } from "@/work/mention.tsx";
import { htmlOf } from "@/work/rich.ts";
import { Sender } from "@/work/saving.ts";
import type { Changes } from "@/work/types.ts";
import { t } from "./words.ts";

type Written = { text: string; named: Choice[] };
const drafts = new Drafts<Written>();

type Props = { links: readonly Link[]; parent?: string; label?: string; onDone?: () => void; mayShare?: boolean };

const SUBJECT = 80;

/** A note written in place: Ctrl+Enter saves. Its first line is its subject. What was not saved is there on return. */
export function QuickNote({ links, parent, label = t("writeNote"), onDone, mayShare }: Props) {
  const place = [parent, ...links.map((each) => each.id)].join(" ");
  const kept = useMemo(() => drafts.kept(place), []);
  const [text, setText] = useState(kept?.text ?? "");
  const [named, setNamed] = useState<Choice[]>(kept?.named ?? []);
  const [shared, setShared] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const sender = useMemo(() => new Sender(), []);
  const id = useId();
  const latest = useRef<Written>({ text, named });
  latest.current = { text, named };
  useUnfinished(text.trim() !== "");
  useLayoutEffect(
    () => () => {
      if (latest.current.text.trim()) drafts.keep(place, latest.current);
      else drafts.drop(place);
    },
    [],
  );
  const save = async () => {
    if (busy || !text.trim()) return;
    setBusy(true);
    setProblem(null);
    try {
      const made = await sender.make(noteOf(text, links, named, parent, shared), namesOf(links, named));
      drafts.drop(place); // where it was left before the answer came
      latest.current = { text: "", named: [] };
      setText("");
      setNamed([]);
      if (made) say(t("noteSaved"));
      onDone?.();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      id={id}
      class="quick-note"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void save();
        }
      }}
    >
      <MentionArea
        label={label}
        hideLabel
        placeholder={label}
        rows={text ? 3 : 1}
        value={text}
        onValue={setText}
        onNamed={(choice) => setNamed([...named, choice])}
      />
      <ErrorNote problem={problem} label={fieldName} />
      {text.trim() && (
        <div class="row">
          <Button kind="primary" type="submit" busy={busy} title="Ctrl+Enter">
            {t("saveNote")}
          </Button>
          {mayShare && <CheckField label={t("shareNote")} checked={shared} onChecked={setShared} />}
        </div>
      )}
    </form>
  );
}

const namesOf = (links: readonly Link[], named: readonly Choice[]): Record<string, string> =>
  Object.fromEntries([
    ...links.map((each) => [each.id, each.title || each.id]),
    ...named.map((each) => [each.value, each.label]),
  ]);

function noteOf(text: string, links: readonly Link[], named: Choice[], parent = "", shared = false): Changes {
  const [line = "", ...rest] = text.trim().split("\n");
  const subject = line.length > SUBJECT ? `${line.slice(0, SUBJECT - 1)}…` : line;
  const whole = rest.length > 0 || line.length > SUBJECT;
  const people = named.filter((each) => /^usr_/.test(each.value) && text.includes(`@${each.label}`));
  const others = named.filter((each) => !/^usr_/.test(each.value) && text.includes(`@${each.label}`));
  const about = new Set([...links.map((each) => each.id), ...others.map((each) => each.value)]);
  return {
    kind: "note",
    subject,
    links: [...about].map((id) => ({ id })),
    ...(whole ? { text: htmlOf(text) } : {}),
    ...(people.length ? { participants: people.map(({ value }) => ({ user: { id: value } })) } : {}),
    ...(parent ? { parent: { id: parent } } : {}),
    ...(shared ? { visibility: "shared" } : {}),
  };
}
