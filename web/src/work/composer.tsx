import { useEffect, useMemo, useRef } from "preact/hooks";
import { DropZone } from "@/documents/drop_zone.tsx";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField, SelectField, TextArea, TextField } from "@/shared/field.tsx";
import { Icon } from "@/shared/icon.tsx";
import { useKeys } from "@/shared/keys.ts";
import { common } from "@/shared/words.ts";
import { AttachedFiles } from "./attached_files.tsx";
import { mayAttach } from "./attaching.ts";
import { About, Direction, More, type PartProps, People, Task, When } from "./composer_parts.tsx";
import { c } from "./composer_words.ts";
import { type Asked, suggested, type Then, useComposing } from "./composing.ts";
import { Conflict } from "./conflict.tsx";
import { MEETINGS, MESSAGES, turned } from "./draft.ts";
import { fieldName } from "./field_names.ts";
import { kindIcon, kindName, offeredKinds } from "./kinds.ts";
import { MentionArea } from "./mention.tsx";
import { isPerson } from "./people.ts";
import { Restored } from "./restored.tsx";
import "./composer.css";

const FIRST = ["phone_call", "appointment", "task", "note"];

/** Writes an activity of any kind, or changes one. Enter in the subject and Ctrl+Enter anywhere save. */
export function Composer(asked: Asked) {
  const it = useComposing(asked);
  const { draft, set, about } = it;
  const subject = useRef<HTMLDivElement>(null);
  const kind = draft.kind;
  useKeys({ "mod+Enter": () => it.save() }, true);
  useEffect(() => {
    const input = subject.current?.querySelector("input");
    input?.focus();
    input?.select();
  }, [kind]);
  const chooseKind = (next: string) => {
    const name = draft.links[0]?.label;
    const untouched = !draft.subject || draft.subject === suggested(kind, name);
    set({ ...turned(draft, next), ...(untouched ? { subject: suggested(next, name) } : {}) });
  };
  const parent = useMemo(() => draft.parent, []);
  const parentRefused = parent !== "" && it.problem?.about("parent");
  const part: PartProps = { draft, set, about };
  const timed = MEETINGS.includes(kind) || MESSAGES.includes(kind) || Boolean(draft.start);
  const takesFiles = !asked.activity && !asked.waiting && mayAttach();
  const dialog = (
    <Dialog
      title={c(asked.waiting ? "amend" : asked.activity ? "edit" : "new", { kind: kindName(kind) })}
      onClose={asked.onClose}
      onSubmit={() => void it.save()}
      refused={it.refused}
      footer={
        <>
          <Button onClick={asked.onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={it.busy} title="Ctrl+Enter">
            {c("save")}
          </Button>
        </>
      }
    >
      {it.restored && <Restored onDiscard={it.discard} />}
      {it.problem?.status === 412 && asked.activity ? (
        <Conflict problem={it.problem} activity={asked.activity} save={it.save} onClose={asked.onClose} />
      ) : (
        <ErrorNote problem={it.problem} label={fieldName} />
      )}
      {parentRefused && (
        <CheckField label={c("alone")} checked={!draft.parent} onChecked={(on) => set({ parent: on ? "" : parent })} />
      )}
      {!isMail(asked) && <KindBar kind={kind} onKind={chooseKind} />}
      {MESSAGES.includes(kind) && !isMail(asked) && <Direction {...part} />}
      {!isMail(asked) && (
        <div ref={subject}>
          <TextField
            label={c("subject")}
            value={draft.subject}
            onValue={(value) => set({ subject: value })}
            maxLength={250}
            required
            problem={about("subject")}
          />
        </div>
      )}
      {timed && <When {...part} />}
      {!isMail(asked) && (
        <MentionArea
          label={c("text")}
          help={asked.activity?.text && /<(table|h\d)/.test(asked.activity.text) ? c("simplified") : c("textHelp")}
          value={draft.text}
          onValue={(text) => set({ text })}
          onNamed={(choice) => {
            const list = isPerson(choice.value) ? "people" : "links";
            if (!draft[list].some((each) => each.value.startsWith(choice.value)))
              set({ [list]: [...draft[list], choice] });
          }}
          problem={about("text")}
        />
      )}
      {asked.activity?.done_at && (
        <TextArea
          label={c("outcome")}
          value={draft.outcome}
          onValue={(outcome) => set({ outcome })}
          problem={about("outcome")}
        />
      )}
      {kind !== "task" && !asked.activity?.done_at && (
        <CheckField label={c("task")} checked={draft.isTask} onChecked={(isTask) => set({ isTask })} />
      )}
      {draft.isTask && !asked.activity?.done_at && <Task {...part} />}
      {kind !== "note" && !isMail(asked) && <People {...part} />}
      <About {...part} />
      {takesFiles && (
        <AttachedFiles
          attached={it.attached}
          seen={it.seen}
          isShared={draft.visibility === "shared"}
          problem={about("files")}
          unplugged={it.problem?.status === 0}
        />
      )}
      {!asked.activity && !asked.waiting && !draft.isTask && <Following then={it.following} set={it.setFollowing} />}
      <More {...part}>
        {(MEETINGS.includes(kind) || draft.place) && (
          <TextField
            label={c("place")}
            value={draft.place}
            onValue={(place) => set({ place })}
            problem={about("place")}
          />
        )}
        {kind === "note" && <People {...part} />}
        {!timed && <When {...part} />}
      </More>
    </Dialog>
  );
  if (!takesFiles) return dialog;
  return (
    <DropZone onFiles={it.attached.add} class="composer-zone" pasted>
      {dialog}
    </DropZone>
  );
}

/** What was sent or came in stays as it was: only what it is about and what is to be done with it can be changed. */
const isMail = (asked: Asked): boolean => Boolean(asked.activity?.mail);

function KindBar({ kind, onKind }: { kind: string; onKind: (kind: string) => void }) {
  const offered = offeredKinds();
  const first = FIRST.filter((each) => offered.includes(each));
  const others = [...new Set([...offered, kind])].filter((each) => !first.includes(each));
  return (
    <div class="kind-bar">
      <fieldset class="segments">
        <legend class="unseen">{c("kinds")}</legend>
        {first.map((each) => (
          <label key={each}>
            <input type="radio" name="kind" checked={kind === each} onChange={() => onKind(each)} />
            <span>
              <Icon name={kindIcon(each)} /> {kindName(each)}
            </span>
          </label>
        ))}
      </fieldset>
      <SelectField
        label={c("kind")}
        hideLabel
        value={others.includes(kind) ? kind : ""}
        empty={common("more")}
        onValue={(value) => value && onKind(value)}
        options={others.map((value) => ({ value, label: kindName(value) }))}
      />
    </div>
  );
}

function Following({ then, set }: { then: Then; set: (then: Then) => void }) {
  return (
    <div class="stack">
      <CheckField label={c("following")} checked={then.on} onChecked={(on) => set({ ...then, on })} />
      {then.on && (
        <div class="columns">
          <TextField label={c("followingWhat")} value={then.subject} onValue={(subject) => set({ ...then, subject })} />
          <TextField type="date" label={c("due")} value={then.due} onValue={(due) => set({ ...then, due })} />
        </div>
      )}
    </div>
  );
}
