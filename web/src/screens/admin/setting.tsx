import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale, useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Shown } from "@/shared/page.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { Restored } from "@/work/restored.tsx";
import { useDraft } from "@/work/use_draft.ts";
import { s } from "./setting_words.ts";
import { w } from "./words.ts";

/** What the organisation set, and the tag of its version, by which nobody undoes what somebody else set meanwhile. */
export type Kept<T> = { told: T; tag: string | null };

type Answered<T> = Promise<{ data?: T; response: Response }>;
/** What holds on to the version that was read. */
export type Held = { "If-Match"?: string };

async function keptOf<T>(answer: Answered<T>): Promise<Kept<T>> {
  const { data, response } = await answer;
  return { told: data as T, tag: response.headers.get("ETag") };
}

/** Other screens ask the same address for its answer alone; this has the tag too. */
export const settingKey = (path: string): string => `setting ${path}`;

export const useSetting = <T,>(path: string, read: () => Answered<T>) =>
  useQuery<Kept<T>>(settingKey(path), () => keptOf(read()));

export type Drawn<T, D> = {
  draft: D;
  change: (draft: D) => void;
  problem: ApiProblem | null;
  told: T;
};

type Props<T, D> = {
  path: string;
  read: () => Answered<T>;
  /** Sends what was made of it; `told` is what was read before. */
  write: (draft: D, header: Held, told: T) => Answered<T>;
  draftOf: (told: T) => D;
  /** Whether who looks may change it; without that it is read only. */
  may: boolean;
  /** Called after it was kept: other things that were asked before may have changed. */
  onKept?: () => void;
  /** What the form calls a field that the API refuses. */
  label?: (field: string) => string;
  children: (drawn: Drawn<T, D>) => ComponentChildren;
};

/** A setting of the organisation as one form: nothing holds until it is saved, and what is typed stays when that fails,
 * and when it is left and come back to. */
export function Setting<T, D>(props: Props<T, D>) {
  const asked = useSetting<T>(props.path, props.read);
  return (
    <Shown asked={asked} lines={6}>
      {(kept) => <SettingForm {...props} kept={kept} onFresh={asked.set} reload={asked.reload} />}
    </Shown>
  );
}

type FormProps<T, D> = Props<T, D> & { kept: Kept<T>; onFresh: (kept: Kept<T>) => void; reload: () => Promise<void> };

function SettingForm<T, D>(props: FormProps<T, D>) {
  const { path, kept, draftOf, write, may, label } = props;
  const made = useDraft<{ draft: D; begun: Kept<T> }>(`setting ${path}`);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const isChanged = made.draft !== null;
  const base = made.draft?.begun ?? kept;
  const shown = made.draft ? made.draft.draft : draftOf(kept.told);
  const change = (draft: D) => made.set({ draft, begun: base });
  const begin = () => {
    made.drop();
    setProblem(null);
  };
  const save = async () => {
    setBusy(true);
    try {
      const held: Held = base.tag ? { "If-Match": base.tag } : {};
      props.onFresh(await keptOf(write(shown, held, base.told)));
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
      {made.restored && <Restored onDiscard={begin} />}
      <ErrorNote problem={problem} {...(label ? { label } : {})} />
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
          <Button kind="primary" type="submit" busy={busy} disabled={!isChanged}>
            {common("save")}
          </Button>
          {isChanged && <Button onClick={begin}>{common("cancel")}</Button>}
          {isChanged && <span class="faint small">{s("notSavedYet")}</span>}
        </div>
      )}
    </form>
  );
}

/** The same list with one of them otherwise. */
export const changedAt = <T,>(list: readonly T[], at: number, changes: Partial<T>): T[] =>
  list.map((each, index) => (index === at ? { ...each, ...changes } : each));

export const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
