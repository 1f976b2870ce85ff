import { useEffect, useRef } from "preact/hooks";
import { type Query, stale, useQuery } from "@/api/query.ts";
import { isOver, type Job, readJob } from "./job.ts";

const FIRST = 600;
const LONGEST = 8_000;
const GROWTH = 1.5;

/** A job as it goes on: asked again after a pause that grows, not while nobody looks at this tab, and no more once it is
 * over. `onOver` is told once. */
export function useJob(id: string, onOver?: (job: Job) => void): Query<Job> {
  const query = useQuery(`/v1/jobs/${id}`, (signal) => readJob(id, signal), 0);
  const over = query.data !== undefined && isOver(query.data);
  const went = useRef(false);
  if (query.data && !over) went.current = true;
  useEffect(() => {
    if (over && query.data) {
      if (went.current) stale("/v1/jobs?");
      onOver?.(query.data);
    }
  }, [over]);
  useEffect(() => (over ? undefined : again(() => query.reload())), [id, over]);
  return query;
}

function again(ask: () => Promise<void>): () => void {
  let pause = FIRST;
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  const wait = () => {
    timer = setTimeout(async () => {
      if (document.visibilityState === "hidden") return;
      await ask();
      pause = Math.min(pause * GROWTH, LONGEST);
      if (!stopped) wait();
    }, pause);
  };
  const looked = () => {
    if (document.visibilityState === "hidden") return;
    clearTimeout(timer);
    pause = FIRST;
    wait();
  };
  wait();
  document.addEventListener("visibilitychange", looked);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", looked);
  };
}
