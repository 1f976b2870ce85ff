import { useEffect, useRef, useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import type { RecordOf } from "@/api/records.ts";
import { told } from "@/shared/error_note.tsx";
import { refusalOf } from "./refusal.ts";
import { sendFile } from "./send_file.ts";

/** A file on its way: what was dropped stays in the list until it is a document, so that it can be tried again. */
export type Arriving = {
  key: number;
  file: File;
  state: "waiting" | "sending" | "sent" | "done" | "failed";
  share: number;
  why: string | null;
  /** A file that never can be sent is not offered to be tried again. */
  hopeless: boolean;
  token: string | null;
};

type Keep = (token: string, file: File) => Promise<RecordOf>;
type Wanted = { keep?: Keep; document?: string; onKept?: (record: RecordOf, file: File) => void };

const AT_ONCE = 3;
let last = 0;

/** Sends files, three at a time. With `keep` each becomes a document as soon as it has been sent. */
export function useArriving({ keep, document, onKept }: Wanted) {
  const [files, setFiles] = useState<Arriving[]>([]);
  const held = useRef<Arriving[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const wanted = useRef({ keep, document, onKept });
  wanted.current = { keep, document, onKept };

  const show = (next: Arriving[]) => {
    held.current = next;
    setFiles(next);
  };
  const change = (key: number, changes: Partial<Arriving>) =>
    show(held.current.map((each) => (each.key === key ? { ...each, ...changes } : each)));

  const run = async (one: Arriving) => {
    const stop = new AbortController();
    stops.current.set(one.key, stop);
    change(one.key, { state: "sending", share: 0, why: null });
    try {
      const onProgress = (share: number) => change(one.key, { share });
      const { document: of } = wanted.current;
      const token = await sendFile(one.file, { document: of, onProgress, signal: stop.signal });
      change(one.key, { state: "sent", share: 1, token });
      const record = await wanted.current.keep?.(token, one.file);
      if (record) {
        change(one.key, { state: "done" });
        wanted.current.onKept?.(record, one.file);
      }
    } catch (error) {
      if (!stop.signal.aborted) change(one.key, { state: "failed", why: whyOf(error) });
    } finally {
      stops.current.delete(one.key);
      next();
    }
  };

  const next = () => {
    const busy = held.current.filter((each) => each.state === "sending").length;
    for (const each of held.current.filter((one) => one.state === "waiting").slice(0, AT_ONCE - busy)) void run(each);
  };

  const add = (given: readonly File[]) => {
    show([...held.current, ...given.map(begun)]);
    next();
  };
  const drop = (key: number) => {
    stops.current.get(key)?.abort();
    show(held.current.filter((each) => each.key !== key));
    next();
  };
  const again = (key: number) => {
    change(key, { state: "waiting", why: null });
    next();
  };
  useEffect(
    () => () => {
      for (const stop of stops.current.values()) stop.abort();
    },
    [],
  );
  return {
    files,
    add,
    drop,
    again,
    clear: () => show([]),
    fail: (key: number, why: string) => change(key, { state: "failed", why }),
  };
}

function begun(file: File): Arriving {
  last += 1;
  const why = refusalOf(file);
  return { key: last, file, state: why ? "failed" : "waiting", share: 0, why, hopeless: why !== null, token: null };
}

function whyOf(error: unknown): string {
  const problem = asProblem(error);
  return problem.faults[0]?.message ?? told(problem);
}
