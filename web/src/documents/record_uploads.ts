import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type RecordOf, screenOf } from "@/api/records.ts";
import { atEnd } from "@/api/session.ts";
import { say } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { create } from "./actions.ts";
import { type Added, added, sayAdded } from "./added.ts";
import { type Saying, UploadQueue } from "./upload_queue.ts";
import { w } from "./words.ts";

type Watching = (record: RecordOf) => void;

/** The record whose documents somebody asked to see, for its screen to turn to them. */
export const asksFor = signal<string | null>(null);

/** Leads to where its documents stand, and what is on its way to them. */
export const toThem = (record: string): { label: string; run: () => void } => ({
  label: w("showThem"),
  run: () => {
    asksFor.value = record;
    go(screenOf(record) ?? "/");
  },
});

/** What is being sent to the documents of a record. It goes on while one looks at something else, and says there how it
 * ended. */
class RecordUploads extends UploadQueue {
  readonly #watching = new Set<Watching>();
  #untold: Added[] = [];

  constructor(record: string) {
    super();
    const action = toThem(record);
    this.wanted = {
      keep: (upload, once, said) => create({ upload, links: [record], ...said }, once),
      onKept: (made, _, said) => {
        this.#untold.push(added(made, said?.visibility));
        this.#tell(made);
      },
      onFailed: ({ name }, why) => {
        if (this.#isUnseen) say(w("notSent", { name, why }), { tone: "bad", action });
      },
      onIdle: () => {
        const isUnseen = this.#isUnseen;
        if (isUnseen || this.#untold.some(({ opened }) => opened)) {
          sayAdded(this.#untold, isUnseen ? action : null, this.#tell);
        }
        this.#untold = [];
      },
    };
  }

  get #isUnseen(): boolean {
    return this.#watching.size === 0;
  }

  #tell = (record: RecordOf): void => {
    for (const tell of this.#watching) tell(record);
  };

  watch(tell: Watching): () => void {
    this.#watching.add(tell);
    return () => void this.#watching.delete(tell);
  }
}

const queues = new Map<string, RecordUploads>();

atEnd(() => {
  for (const queue of queues.values()) {
    queue.wanted = {}; // what is answered after it is told to nobody
    queue.stop();
  }
  queues.clear();
});

function uploadsOf(record: string): RecordUploads {
  const queue = queues.get(record) ?? new RecordUploads(record);
  queues.set(record, queue);
  return queue;
}

/** Sends files to the documents of a record, whether or not they are on the screen. */
export const sendTo = (record: string, files: readonly File[], said?: Saying): void =>
  uploadsOf(record).add(files, said);

/** Whoever shows the documents of a record sees what is on its way to them, and is told what has become one. */
export function useUploads(record: string, onKept: Watching): UploadQueue {
  const queue = useMemo(() => uploadsOf(record), [record]);
  useEffect(() => queue.watch(onKept), [queue]);
  return queue;
}
