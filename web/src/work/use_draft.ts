import { useMemo, useState } from "preact/hooks";
import { useUnfinished } from "@/shared/unfinished.ts";
import { Drafts } from "./drafts.ts";

const drafts = new Drafts<unknown>();

/** What was changed in a form and is not saved yet, null where nothing was. Whoever leaves the form finds it again at the
 * same place; a place is of one form only, so that what is kept there is of its type. */
export function useDraft<T extends object>(place: string) {
  const kept = useMemo(() => drafts.kept(place) as T | null, []);
  const [draft, setDraft] = useState(kept);
  const [restored, setRestored] = useState(kept !== null);
  useUnfinished(draft !== null);
  const set = (next: T) => {
    drafts.keep(place, next);
    setDraft(next);
  };
  /** It is saved, or not wanted. */
  const drop = () => {
    drafts.drop(place);
    setDraft(null);
    setRestored(false);
  };
  return { draft, set, drop, restored };
}

/** The same of a form that begins with `fresh`: as long as it says just that, there is nothing to keep. */
export function useTyped<T extends object>(place: string, fresh: T) {
  const { draft, set, drop, restored } = useDraft<T>(place);
  const typed = draft ?? fresh;
  const put = (changes: Partial<T>) => {
    const next = { ...typed, ...changes };
    if (JSON.stringify(next) === JSON.stringify(fresh)) drop();
    else set(next);
  };
  return { typed, put, drop, restored };
}
