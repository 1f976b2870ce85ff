import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { listRecords } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField, TextArea, TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { useKeys } from "@/shared/keys.ts";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { findAnything, findPeople } from "@/work/people.ts";
import { Restored } from "@/work/restored.tsx";
import { m } from "./words.ts";
import { type Asked, type Letter, useWriting } from "./writing.ts";

type Template = { id: string; name: string };
const TEMPLATES = "/v1/mail-templates";

/** Writes a mail that goes out from the dossier, and stands in it. */
export function MailComposer(asked: Asked) {
  const it = useWriting(asked);
  const { letter, set, about } = it;
  const [copies, setCopies] = useState(letter.cc.length + letter.bcc.length > 0);
  useKeys({ "mod+Enter": () => it.send() }, true);
  return (
    <Dialog
      title={asked.replyTo ? m("reply") : m("newMail")}
      wide
      onClose={asked.onClose}
      onSubmit={() => void it.send()}
      refused={it.refused}
      footer={
        <>
          <Button onClick={asked.onClose}>{common("cancel")}</Button>
          <Button kind="primary" icon="send" type="submit" busy={it.busy} title="Ctrl+Enter">
            {m("send")}
          </Button>
        </>
      }
    >
      {it.restored && <Restored onDiscard={it.discard} />}
      <ErrorNote problem={it.problem} />
      <Recipients label={m("to")} field="to" letter={letter} set={set} problem={about("to")} />
      {copies ? (
        <>
          <Recipients label={m("cc")} field="cc" letter={letter} set={set} problem={about("cc")} />
          <Recipients label={m("bcc")} field="bcc" letter={letter} set={set} problem={about("bcc")} />
        </>
      ) : (
        <div>
          <Button kind="quiet" onClick={() => setCopies(true)}>
            {m("moreRecipients")}
          </Button>
        </div>
      )}
      {may("mail_template.view") && <Templates chosen={letter.template} onChoose={it.fill} />}
      <TextField
        label={m("subject")}
        required
        maxLength={250}
        value={letter.subject}
        onValue={(subject) => set({ subject })}
        problem={about("subject")}
        autoFocus={letter.to.length > 0 && !letter.subject}
      />
      <TextArea
        label={m("text")}
        rows={10}
        value={letter.text}
        onValue={(text) => set({ text })}
        problem={about("html") ?? about("template")}
        autoFocus={letter.to.length > 0 && letter.subject !== ""}
      />
      <Picker
        label={m("files")}
        many
        chosen={letter.files}
        onChosen={(files) => set({ files })}
        find={recordsOf("document")}
        problem={about("attachments")}
      />
      {!asked.replyTo && (
        <Picker
          label={m("about")}
          help={m("aboutHelp")}
          many
          chosen={letter.links}
          onChosen={(links) => set({ links })}
          find={findAnything}
          problem={about("links")}
        />
      )}
    </Dialog>
  );
}

type RecipientProps = {
  label: string;
  field: "to" | "cc" | "bcc";
  letter: Letter;
  set: (changes: Partial<Letter>) => void;
  problem: string | null;
};

const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

function Recipients({ label, field, letter, set, problem }: RecipientProps) {
  const create = async (text: string): Promise<Choice | null> => {
    if (ADDRESS.test(text)) return { value: text, label: text };
    say(m("noAddress"), { tone: "bad" });
    return null;
  };
  return (
    <Picker
      label={label}
      many
      required={field === "to"}
      chosen={letter[field]}
      onChosen={(chosen) => set({ [field]: chosen })}
      find={findPeople}
      create={create}
      createLabel={(text) => m("somebody", { text })}
      problem={problem}
    />
  );
}

function Templates({ chosen, onChoose }: { chosen: string; onChoose: (template: string) => void }) {
  const asked = useQuery(
    `${TEMPLATES}?limit=200`,
    () => listRecords<Template>("mail-templates", { limit: 200 }),
    600_000,
  );
  const found = asked.data?.data ?? [];
  if (!found.length) return null;
  return (
    <SelectField
      label={m("template")}
      value={chosen}
      empty={m("noTemplate")}
      onValue={onChoose}
      options={found.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
