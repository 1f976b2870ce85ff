import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useUnfinished } from "@/shared/unfinished.ts";
import { Drafts } from "@/work/drafts.ts";

/** With the key that it is sent by: what was sent and not answered is the same on return. What was refused is something
 * else once it is changed. */
type Written = { text: string; key: string; refused: boolean };
const drafts = new Drafts<Written>();

const nothing = (): Written => ({ text: "", key: crypto.randomUUID(), refused: false });

/** What is typed in a place: what was not sent is there on return, and the browser asks before the tab closes over it. */
export function useUnsent(place: string) {
  const [written, setWritten] = useState(() => drafts.kept(place) ?? nothing());
  const latest = useRef(written);
  latest.current = written;
  useUnfinished(written.text.trim() !== "");
  useLayoutEffect(
    () => () => {
      if (latest.current.text.trim()) drafts.keep(place, latest.current);
      else drafts.drop(place);
    },
    [],
  );
  return {
    ...written,
    type: (text: string) => setWritten(({ key, refused }) => ({ ...(refused ? nothing() : { key, refused }), text })),
    refuse: () => setWritten((before) => ({ ...before, refused: true })),
    sent: () => {
      drafts.drop(place); // where it was left before the answer came
      latest.current = nothing();
      setWritten(latest.current);
    },
  };
}
