import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import type { Link } from "@/api/records.ts";
import type { Choice } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { changed } from "@/work/doing.ts";
import { Drafts } from "@/work/drafts.ts";
import { htmlOf, typedOf } from "@/work/rich.ts";
import type { Activity } from "@/work/types.ts";
import type { Address } from "./reading.ts";
import { m } from "./words.ts";

export type Letter = {
  to: Choice[];
  cc: Choice[];
  bcc: Choice[];
  subject: string;
  text: string;
  template: string;
  files: Choice[];
  links: Choice[];
};
export type Asked = {
  links?: readonly Link[];
  /** The id of a contact or relation to whom it goes. */
  to?: string;
  recipients?: { to: Address[]; cc: Address[] };
  replyTo?: { id: string; subject: string };
  onDone?: () => void;
  onClose: () => void;
};

/** What was written, the text of its template, and the keys with which it was sent already where no answer came. */
type Written = { letter: Letter; filled: Known; keys: Map<string, string> };

const drafts = new Drafts<Written>();

/** What is written of a mail, and how it is sent. */
export function useWriting(asked: Asked) {
  const place = placeOf(asked);
  const fresh = useMemo(() => begun(asked), []);
  const kept = useMemo(() => drafts.kept(place), []);
  const [letter, setLetter] = useState<Letter>(kept?.letter ?? fresh);
  const [restored, setRestored] = useState(kept !== null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [missing, setMissing] = useState<Record<string, string> | null>(null);
  const [busy, setBusy] = useState(false);
  const filled = useRef<Known>(kept?.filled ?? null);
  const keys = useMemo(() => kept?.keys ?? new Map<string, string>(), []);
  const latest = useRef(letter);
  latest.current = letter;
  const sent = useRef(false);
  useLayoutEffect(
    () => () => {
      const isWritten = JSON.stringify(latest.current) !== JSON.stringify(fresh);
      if (isWritten && !sent.current) drafts.keep(place, { letter: latest.current, filled: filled.current, keys });
      else drafts.drop(place);
    },
    [],
  );
  const set = (changes: Partial<Letter>) => setLetter((before) => ({ ...before, ...changes }));
  const fill = async (template: string) => {
    set({ template });
    filled.current = null;
    if (!template) return;
    try {
      const from = keptOf(letter.to) || keptOf(letter.links);
      const body = /^con_/.test(from) ? { contact: from } : /^rel_/.test(from) ? { relation: from } : {};
      const made = await got(api.POST("/v1/mail-templates/{id}/preview", { params: { path: { id: template } }, body }));
      const text = typedOf(made.html);
      filled.current = { text, from };
      set({ text, ...(asked.replyTo ? {} : { subject: made.subject }) });
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const sendIt = async () => {
    if (busy) return;
    const faults = faultsOf(letter);
    const lacks = Object.keys(faults).length > 0;
    setMissing(lacks ? faults : null);
    if (lacks) return;
    setBusy(true);
    setProblem(null);
    try {
      const body = bodyOf(letter, asked, filled.current);
      const told = JSON.stringify(body);
      const key = keys.get(told) ?? crypto.randomUUID();
      keys.set(told, key);
      const made = await got(api.POST("/v1/mails", { params: { header: { "Idempotency-Key": key } }, body }));
      sent.current = true;
      drafts.drop(place); // where it was closed before the answer came
      changed(made);
      say(m("onItsWay"), { undo: () => cancel(made) });
      asked.onDone?.();
      asked.onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  const about = (field: string) => missing?.[field] ?? problem?.about(field) ?? null;
  const discard = () => {
    setLetter(fresh);
    filled.current = null;
    setRestored(false);
  };
  return { letter, set, fill, send: sendIt, problem, refused: missing ?? problem, about, busy, restored, discard };
}

/** As long as it is queued it can be kept from being sent. */
export async function cancel(row: Pick<Activity, "id"> & Partial<Activity>): Promise<void> {
  try {
    await api.POST("/v1/mails/{id}/cancel", { params: { path: { id: row.id } } });
    say(m("cancelled"));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    say(m("tooLate"), { tone: "bad" });
  }
  changed(row);
}

export async function sendAgain(row: Pick<Activity, "id"> & Partial<Activity>): Promise<void> {
  await api.POST("/v1/mails/{id}/send-again", { params: { path: { id: row.id } } });
  changed(row);
  say(m("onItsWay"), { undo: () => cancel(row) });
}

const placeOf = ({ links = [], to = "", recipients, replyTo }: Asked): string =>
  JSON.stringify([replyTo?.id ?? "", to, recipients ?? "", ...links.map(({ id }) => id)]);

function begun({ links = [], to, recipients, replyTo }: Asked): Letter {
  const chosen = links.map((link) => ({ value: link.id, label: link.title || link.id }));
  return {
    to: recipients ? recipients.to.map(choiceOf) : chosen.filter((each) => each.value === to),
    cc: recipients ? recipients.cc.map(choiceOf) : [],
    bcc: [],
    subject: replyTo ? `Re: ${replyTo.subject.replace(/^(re:\s*)+/i, "")}` : "",
    text: "",
    template: "",
    files: [],
    links: chosen,
  };
}

const choiceOf = ({ name, email }: Address): Choice => ({ value: email, label: name || email, note: email });
const keptOf = (choices: Choice[]): string => choices.find(({ value }) => /^(con|rel)_/.test(value))?.value ?? "";

const FIELDS: Record<string, string> = { con: "contact", rel: "relation", usr: "user" };

function recipientOf({ value, label }: Choice): Record<string, string> {
  if (value.includes("@")) return { email: value, ...(label && label !== value ? { name: label } : {}) };
  return { [FIELDS[value.slice(0, 3)] ?? "contact"]: value };
}

/** The text of a template goes as the template where nobody changed it, with all its formatting. */
type Known = { text: string; from: string } | null;

function bodyOf(letter: Letter, asked: Asked, filled: Known): Schemas["NewMail"] {
  const whole = letter.template !== "" && filled?.text === letter.text;
  return {
    to: letter.to.map(recipientOf),
    ...(letter.cc.length ? { cc: letter.cc.map(recipientOf) } : {}),
    ...(letter.bcc.length ? { bcc: letter.bcc.map(recipientOf) } : {}),
    subject: letter.subject.trim(),
    ...(whole
      ? { template: letter.template, ...(filled?.from ? { filled_from: filled.from } : {}) }
      : { html: htmlOf(letter.text) }),
    ...(letter.files.length ? { attachments: letter.files.map(({ value }) => value) } : {}),
    ...(letter.links.length ? { links: letter.links.map(({ value }) => ({ id: value })) } : {}),
    ...(asked.replyTo ? { in_reply_to: asked.replyTo.id } : {}),
  };
}

function faultsOf({ to, subject, text }: Letter): Record<string, string> {
  return {
    ...(to.length ? {} : { to: m("noRecipient") }),
    ...(subject.trim() ? {} : { subject: m("noSubject") }),
    ...(text.trim() ? {} : { html: m("noText") }),
  };
}
