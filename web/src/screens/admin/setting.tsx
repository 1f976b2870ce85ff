import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type ApiProblem, asProblem, problemOf } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { authorized } from "@/api/send.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { s } from "./setting_words.ts";
import { w } from "./words.ts";

/** What the organisation set, and the tag of its version, by which nobody undoes what somebody else set meanwhile. */
export type Kept<T> = { told: T; tag: string | null };

const json = { "Content-Type": "application/json" };

async function read<T>(answer: Promise<Response>): Promise<Kept<T>> {
  const found = await answer;
  if (!found.ok) throw await problemOf(found);
  return { told: (await found.json()) as T, tag: found.headers.get("ETag") };
}

/** Other screens ask the same address for its answer alone; this has the tag too. */
export const settingKey = (path: string): string => `setting ${path}`;

export const useSetting = <T,>(path: string) =>
  useQuery<Kept<T>>(settingKey(path), () => read<T>(authorized(path, {})));

export function put<T>(path: string, body: unknown, tag: string | null, method = "PUT"): Promise<Kept<T>> {
  const headers = { ...json, ...(tag ? { "If-Match": tag } : {}) };
  return read<T>(authorized(path, { method, headers, body: JSON.stringify(body) }));
}

export type Drawn<T, D> = {
  draft: D;
  change: (draft: D) => void;
  problem: ApiProblem | null;
  told: T;
};

type Props<T, D> = {
  path: string;
  draftOf: (told: T) => D;
  bodyOf: (draft: D, told: T) => unknown;
  method?: "PUT" | "PATCH";
  /** Whether who looks may change it; without that it is read only. */
  may: boolean;
  /** Called after it was kept: other things that were asked before may have changed. */
  onKept?: () => void;
  children: (drawn: Drawn<T, D>) => ComponentChildren;
};

/** A setting of the organisation as one form: nothing holds until it is saved, and what is typed stays when that fails. */
export function Setting<T, D>(props: Props<T, D>) {
  const asked = useSetting<T>(props.path);
  return (
    <Shown asked={asked} lines={6}>
      {(kept) => <SettingForm {...props} kept={kept} onFresh={asked.set} reload={asked.reload} />}
    </Shown>
  );
}

type FormProps<T, D> = Props<T, D> & { kept: Kept<T>; onFresh: (kept: Kept<T>) => void; reload: () => Promise<void> };

function SettingForm<T, D>(props: FormProps<T, D>) {
  const { path, kept, draftOf, bodyOf, may } = props;
  const [begun, setBegun] = useState(kept);
  const [draft, setDraft] = useState<D | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const base = draft === null ? kept : begun;
  const shown = draft ?? draftOf(kept.told);
  const change = (next: D) => {
    if (draft === null) setBegun(kept);
    setDraft(next);
  };
  const begin = () => {
    setDraft(null);
    setProblem(null);
  };
  const save = async () => {
    setBusy(true);
    try {
      const now = await put<T>(path, bodyOf(shown, base.told), base.tag, props.method);
      props.onFresh(now);
      stale(path);
      begin();
      props.onKept?.();
      say(w("saved"));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  const anew = async () => {
    await props.reload();
    begin();
  };
  return (
    <form
      class="stack loose setting"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ErrorNote problem={problem} />
      {problem?.status === 412 && (
        <div class="row">
          <Button onClick={anew}>{s("takeTheirs")}</Button>
        </div>
      )}
      <fieldset class="bare stack loose" disabled={!may}>
        {props.children({ draft: shown, change, problem, told: base.told })}
      </fieldset>
      {may && (
        <div class="row setting-foot">
          <Button kind="primary" type="submit" busy={busy} disabled={draft === null}>
            {common("save")}
          </Button>
          {draft !== null && <Button onClick={begin}>{common("cancel")}</Button>}
          {draft !== null && <span class="faint small">{s("notSavedYet")}</span>}
        </div>
      )}
    </form>
  );
}

/** The same list with one of them otherwise. */
export const changedAt = <T,>(list: readonly T[], at: number, changes: Partial<T>): T[] =>
  list.map((each, index) => (index === at ? { ...each, ...changes } : each));

export const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
