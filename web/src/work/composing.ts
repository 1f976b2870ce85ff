import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import type { Link } from "@/api/records.ts";
import { problemOf, type Waiting } from "@/offline/queue.ts";
import { say } from "@/shared/toast.tsx";
import { type Going, seenBy, useAttached } from "./attaching.ts";
import { c } from "./composer_words.ts";
import { begun, bodyOf, changesIn, type Draft, draftOf, filled } from "./draft.ts";
import { Drafts } from "./drafts.ts";
import { kindName, useKinds } from "./kinds.ts";
import { amend, change, Sender } from "./saving.ts";
import type { Activity, Changes } from "./types.ts";
import { draftOfWaiting, namesIn } from "./waiting_draft.ts";

const drafts = new Drafts<Draft>();

export type Then = { on: boolean; subject: string; due: string };
export type Asked = {
  kind?: string;
  links?: readonly Link[];
  task?: boolean;
  activity?: Activity;
  /** One that was written without a network, and refused. */
  waiting?: Waiting;
  initial?: Partial<Draft>;
  onDone?: (made: Activity | null) => void;
  onClose: () => void;
};

/** The state of a composer: what is typed, what is wrong with it, and how it is saved. */
export function useComposing(asked: Asked) {
  const kinds = useKinds();
  const fresh = useMemo(() => beginning(asked), []);
  const place = placeOf(asked);
  const kept = useMemo(() => drafts.kept(place), []);
  const attached = useAttached(place);
  const [draft, setDraft] = useState<Draft>(kept ?? fresh);
  const [following, setFollowing] = useState<Then>({ on: false, subject: "", due: "" });
  const [problem, setProblem] = useState<ApiProblem | null>(asked.waiting ? problemOf(asked.waiting) : null);
  const [missing, setMissing] = useState<Record<string, string> | null>(null);
  const [busy, setBusy] = useState(false);
  const [restored, setRestored] = useState(kept !== null || attached.restored);
  const done = useRef(false);
  const first = useRef<Activity | null>(null);
  const going = useRef<Going | null>(null);
  const sender = useMemo(() => new Sender(), []);
  const seen = seenBy(draft, kinds);
  const latest = useRef(draft);
  latest.current = draft;
  useLayoutEffect(
    () => () => {
      const typed = Object.keys(changesIn(fresh, latest.current)).some((name) => TYPED.includes(name));
      if (typed && !done.current) drafts.keep(place, latest.current);
      else drafts.drop(place);
    },
    [],
  );
  const close = (made: Activity | null) => {
    done.current = true;
    drafts.drop(place); // where it was closed before the answer came
    asked.onDone?.(made);
    asked.onClose();
  };
  const end = (made: Activity) => {
    const subject = made.subject ?? draft.subject;
    if (going.current) say(c("savedSending", { subject, n: going.current.n }), { action: going.current.action });
    else say(c("saved", { subject }));
    close(made);
  };
  const save = async (version?: number) => {
    if (busy) return;
    const faults = { ...faultsOf(draft), ...attached.faults() };
    const lacks = Object.keys(faults).length > 0;
    setMissing(lacks ? faults : null);
    if (lacks) return;
    setBusy(true);
    setProblem(null);
    try {
      if (asked.activity) return end(await change(asked.activity, changesIn(fresh, draft), version));
      const body = filled(bodyOf(draft));
      if (asked.waiting) {
        await amend(asked.waiting, body, namesIn(draft));
        return close(null);
      }
      const made = first.current ?? (await sender.make(body, namesIn(draft), attached.files.length > 0));
      first.current = made;
      if (made) going.current = attached.send(made, draft, seen) ?? going.current;
      await follow(sender, draft, following, made);
      if (made) end(made);
      else close(null);
    } catch (error) {
      setProblem(asProblem(error));
      if (first.current) say(c("followFailed"), { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    set: (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })),
    following,
    setFollowing,
    attached,
    seen,
    problem,
    refused: missing ?? problem,
    about: (field: string) => missing?.[field] ?? problem?.about(field) ?? null,
    busy,
    save,
    restored,
    discard: () => {
      setDraft(fresh);
      attached.clear();
      setRestored(false);
    },
  };
}

const TYPED = ["subject", "text", "number", "place", "outcome"];

function placeOf({ activity, waiting, kind, links = [] }: Asked): string {
  return activity?.id ?? waiting?.key ?? [kind ?? "", ...links.map((each) => each.id)].join(" ");
}

function beginning({ activity, waiting, kind = "note", links = [], task, initial }: Asked): Draft {
  if (activity) return draftOf(activity);
  if (waiting) return draftOfWaiting(waiting);
  const chosen = links.map((link) => ({ value: link.id, label: link.title || link.id }));
  const people = chosen.filter((each) => /^con_/.test(each.value));
  return begun(kind, {
    links: chosen,
    ...(kind === "note" || kind === "task" ? {} : { people }),
    ...(task === undefined ? {} : { isTask: task }),
    subject: suggested(kind, chosen[0]?.label),
    ...initial,
  });
}

/** A call, a letter or a visit has a subject at once, so that it is logged with one more click. */
export function suggested(kind: string, name: string | undefined): string {
  if (kind === "note" || kind === "task" || kind === "report") return "";
  return name ? c("subjectWith", { kind: kindName(kind), name }) : "";
}

function faultsOf(draft: Draft): Record<string, string> {
  return {
    ...(draft.subject.trim() ? {} : { subject: c("subjectMissing") }),
    ...(!draft.allDay && draft.start && draft.end && draft.end < draft.start ? { ends_at: c("endEarly") } : {}),
  };
}

async function follow(sender: Sender, draft: Draft, then: Then, made: Activity | null): Promise<void> {
  if (!then.on) return;
  const body: Changes = {
    kind: "task",
    is_task: true,
    subject: then.subject.trim() || draft.subject.trim(),
    links: draft.links.map(({ value }) => ({ id: value })),
    ...(then.due ? { due_on: then.due } : {}),
    ...(made ? { parent: { id: made.id } } : {}),
  };
  await sender.make(body, namesIn(draft));
}
