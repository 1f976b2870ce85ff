import { useEffect, useMemo } from "preact/hooks";
import { UploadQueue, type Wanted } from "./upload_queue.ts";

/** Files that are sent as long as whoever asked for it is on the screen. */
export function useArriving(wanted: Wanted): UploadQueue {
  const queue = useMemo(() => new UploadQueue(), []);
  queue.wanted = wanted;
  useEffect(() => () => queue.stop(), []);
  return queue;
}
