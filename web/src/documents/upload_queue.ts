import { signal } from "@preact/signals";
import type { Schemas } from "@/api/client.ts";
import { asProblem } from "@/api/problem.ts";
import type { RecordOf } from "@/api/records.ts";
import { told } from "@/shared/error_note.tsx";
import { setUnfinished } from "@/shared/unfinished.ts";
import { refusalOf } from "./refusal.ts";
import { sendFile } from "./send_file.ts";
import { w } from "./words.ts";

/** What is said of the document that a file becomes. */
export type Saying = Pick<Partial<Schemas["NewDocument"]>, "links" | "visibility">;

/** A file on its way: what was dropped stays in the list until it is a document, so that it can be tried again. */
export type Arriving = {
  key: number;
  file: File;
  state: "waiting" | "sending" | "sent" | "failed";
  share: number;
  why: string | null;
  /** A file that never can be sent is not offered to be tried again. */
  hopeless: boolean;
  /** Of what has been sent: tried again, it is not sent anew. */
  token: string | null;
  /** The idempotency key with which it is kept, the same for every try: an answer that was lost makes no second document. */
  once: string;
  said: Saying | undefined;
};

export type Wanted = {
  /** Makes a document or a version of what has been sent. */
  keep?: (token: string, once: string, said?: Saying) => Promise<RecordOf>;
  /** The document of which it becomes a version. */
  document?: string;
  onKept?: (record: RecordOf, file: File, said?: Saying) => void;
  onFailed?: (file: File, why: string) => void;
  /** Nothing waits or is under way any more. */
  onIdle?: () => void;
};

const AT_ONCE = 3;
let last = 0;

/** Sends files, three at a time. With `keep` each becomes a document as soon as it has been sent. */
export class UploadQueue {
  readonly #files = signal<readonly Arriving[]>([]);
  readonly #stops = new Map<number, AbortController>();
  wanted: Wanted;

  constructor(wanted: Wanted = {}) {
    this.wanted = wanted;
  }

  get files(): readonly Arriving[] {
    return this.#files.value;
  }

  add = (given: readonly File[], said?: Saying): void => {
    this.#become([...this.#files.peek(), ...given.map((file) => begun(file, said))]);
    this.#next();
  };

  drop = (key: number): void => {
    this.#stops.get(key)?.abort();
    this.#remove(key);
    this.#next();
  };

  again = (key: number): void => {
    this.#change(key, { state: "waiting", why: null });
    this.#next();
  };

  /** What was sent could not be kept. */
  fail = (key: number, error: unknown): void => {
    const problem = asProblem(error);
    const isGone = problem.faults.some(({ field }) => field.startsWith("links"));
    const why = isGone ? w("aboutGone") : (problem.faults[0]?.message ?? told(problem));
    const fault = problem.faults.find(({ field }) => field === "upload");
    this.#change(key, {
      state: "failed",
      why,
      hopeless: fault?.code === "used",
      ...(fault ? { token: null, once: crypto.randomUUID() } : {}),
    });
    const failed = this.#files.peek().find((each) => each.key === key);
    if (failed) this.wanted.onFailed?.(failed.file, why);
  };

  stop(): void {
    this.#become([]);
    for (const stop of this.#stops.values()) stop.abort();
  }

  #become(files: readonly Arriving[]): void {
    this.#files.value = files;
    setUnfinished(
      this,
      files.some((each) => each.state !== "failed"),
    );
  }

  #change(key: number, changes: Partial<Arriving>): void {
    this.#become(this.#files.peek().map((each) => (each.key === key ? { ...each, ...changes } : each)));
  }

  #remove(key: number): void {
    this.#become(this.#files.peek().filter((each) => each.key !== key));
  }

  #next(): void {
    const files = this.#files.peek();
    const free = AT_ONCE - files.filter((each) => each.state === "sending").length;
    for (const each of files.filter((one) => one.state === "waiting").slice(0, free)) void this.#run(each);
  }

  async #run({ key, file, token: sent, once, said }: Arriving): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(key, stop);
    this.#change(key, { state: "sending", share: sent ? 1 : 0, why: null });
    try {
      const token = sent ?? (await this.#sent(key, file, stop.signal));
      this.#change(key, { token });
      if (!this.wanted.keep) this.#change(key, { state: "sent", share: 1 });
      else await this.#keep(this.wanted.keep(token, once, said), { key, file, said });
    } catch (error) {
      if (!stop.signal.aborted) this.fail(key, error);
    } finally {
      this.#stops.delete(key);
      this.#next();
      if (this.#stops.size === 0) this.wanted.onIdle?.();
    }
  }

  #sent(key: number, file: File, signal: AbortSignal): Promise<string> {
    const onProgress = (share: number) => this.#change(key, { share });
    return sendFile(file, { document: this.wanted.document, onProgress, signal });
  }

  async #keep(keeping: Promise<RecordOf>, { key, file, said }: Pick<Arriving, "key" | "file" | "said">): Promise<void> {
    const record = await keeping;
    this.#remove(key);
    this.wanted.onKept?.(record, file, said);
  }
}

function begun(file: File, said?: Saying): Arriving {
  last += 1;
  const why = refusalOf(file);
  const state = why ? "failed" : "waiting";
  const once = crypto.randomUUID();
  return { key: last, file, state, share: 0, why, hopeless: why !== null, token: null, once, said };
}
