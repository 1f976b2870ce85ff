import { useLayoutEffect, useMemo } from "preact/hooks";
import { atEnd } from "@/api/session.ts";

/** What would be lost if the tab went away now: files on their way, and what was typed and not saved. */
const all = new Set<object>();

atEnd(() => {
  all.clear(); // whoever signs out has been asked already what is to become of it
  listen();
});

/** The browser asks before it closes or reloads the tab as long as anything is unfinished. */
export function setUnfinished(what: object, is: boolean): void {
  if (is) all.add(what);
  else all.delete(what);
  listen();
}

export function useUnfinished(is: boolean): void {
  const what = useMemo(() => ({}), []);
  useLayoutEffect(() => {
    setUnfinished(what, is);
    return () => setUnfinished(what, false);
  }, [is]);
}

/** Only where there is something to ask: a page that listens for this is not kept by browsers to come back to at once. */
function listen(): void {
  if (all.size > 0) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
