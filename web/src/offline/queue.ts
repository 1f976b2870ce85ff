import { computed, signal } from "@preact/signals";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { atEnd, me } from "@/api/session.ts";
import { all, clear, drop, put } from "./store.ts";

/** A change that was made without a network: a new activity, or a task that was ticked off. It is sent with the key it
 * got when it was made, so that it happens once, however often it is sent; and with the version that was read of what it
 * changes, so that it overwrites nothing that nobody here has seen. `refused` says why the API did not take it; then its
 * author decides. */
export type Waiting = Told & {
  key: string;
  user: string;
  at: string;
  body: Record<string, unknown>;
  /** Its idempotency key after it was amended: another body is another request. */
  sentAs?: string;
  refused?: { status: number; problem: Record<string, unknown> };
};
type Told = {
  /** Where it is sent; a new activity where this is not said. */
  path?: string;
  version?: number;
  /** Its subject, where its body has none. */
  about?: string;
  /** What the records that its body refers to are called, by id. */
  names?: Record<string, string>;
};

export const waiting = signal<Waiting[]>([]);
export const refused = computed(() => waiting.value.filter((each) => each.refused));
export const unsent = computed(() => waiting.value.filter((each) => !each.refused));

export const ACTIVITIES = "/v1/activities";
let sending: Promise<void> | null = null;

atEnd(() => {
  waiting.value = [];
});

export async function readWaiting(): Promise<void> {
  const mine = (await all<Waiting>("waiting")).filter((each) => each.user === me.peek()?.id);
  waiting.value = mine.sort((a, b) => a.at.localeCompare(b.at));
}

export async function putAside(key: string, body: Record<string, unknown>, told: Told = {}): Promise<void> {
  const made: Waiting = { ...told, key, user: me.peek()?.id ?? "", at: new Date().toISOString(), body };
  await put("waiting", made);
  waiting.value = [...waiting.peek(), made];
}

/** Sends what waits, the oldest first; stops where there is still no network. */
export function sendWaiting(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

/** Sent again as its author amended it. Gives it with what is still wrong; null when it was taken. What is refused again
 * is kept as it was amended. */
export async function sendAmended(each: Waiting, amended: Partial<Waiting>): Promise<Waiting | null> {
  await replace({ ...each, ...amended, sentAs: crypto.randomUUID(), refused: undefined });
  await sendWaiting();
  return waiting.peek().find((one) => one.key === each.key) ?? null;
}

export async function forgo(each: Waiting): Promise<void> {
  await drop("waiting", each.key);
  waiting.value = waiting.peek().filter((one) => one.key !== each.key);
}

export async function putBack(each: Waiting): Promise<void> {
  await put("waiting", each);
  waiting.value = [...waiting.peek(), each];
}

/** For who signs out and was told what is lost by that. */
export async function forgoAll(): Promise<void> {
  await clear("waiting").catch(() => undefined); // nothing is kept here in a private window
  waiting.value = [];
}

async function sendAll(): Promise<void> {
  for (let each = unsent.peek()[0]; each; each = unsent.peek()[0]) {
    try {
      await send("POST", each.path ?? ACTIVITIES, {
        body: each.body,
        key: each.sentAs ?? each.key,
        ifMatch: each.version,
      });
      await forgo(each);
    } catch (error) {
      const problem = asProblem(error);
      if (isPassing(problem)) return;
      await replace({ ...each, refused: { status: problem.status, problem: problem.body } });
    }
  }
  stale("/v1/");
}

const isPassing = ({ status, code }: ApiProblem): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500 || code === "busy";

async function replace(changed: Waiting): Promise<void> {
  await put("waiting", changed);
  waiting.value = waiting.peek().map((one) => (one.key === changed.key ? changed : one));
}

export const problemOf = (each: Waiting): ApiProblem | null =>
  each.refused ? new ApiProblem(each.refused.status, each.refused.problem) : null;

export const subjectOf = (each: Waiting): string =>
  each.about ?? (typeof each.body.subject === "string" ? each.body.subject : "");
