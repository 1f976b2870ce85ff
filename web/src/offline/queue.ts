import { computed, signal } from "@preact/signals";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { atEnd, me } from "@/api/session.ts";
import { all, drop, put } from "./store.ts";

/** An activity that was written without a network. It is sent with the key it got when it was written, so that it is
 * made once, however often it is sent. `refused` says why the API did not take it; then its author decides. */
export type Waiting = {
  key: string;
  user: string;
  at: string;
  body: Record<string, unknown>;
  refused?: { status: number; problem: Record<string, unknown> };
};

export const waiting = signal<Waiting[]>([]);
export const refused = computed(() => waiting.value.filter((each) => each.refused));
export const unsent = computed(() => waiting.value.filter((each) => !each.refused));

const PATH = "/v1/activities";
let sending: Promise<void> | null = null;

atEnd(() => {
  waiting.value = [];
});

export async function readWaiting(): Promise<void> {
  const mine = (await all<Waiting>("waiting")).filter((each) => each.user === me.peek()?.id);
  waiting.value = mine.sort((a, b) => a.at.localeCompare(b.at));
}

export async function putAside(key: string, body: Record<string, unknown>): Promise<void> {
  const made: Waiting = { key, user: me.peek()?.id ?? "", at: new Date().toISOString(), body };
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

/** Sent again as its author changed it: another body is another request, with a key of its own. */
export async function sendChanged(each: Waiting, body: Record<string, unknown>): Promise<void> {
  await putAside(crypto.randomUUID(), body);
  await forgo(each);
  await sendWaiting();
}

export async function forgo(each: Waiting): Promise<void> {
  await drop("waiting", each.key);
  waiting.value = waiting.peek().filter((one) => one.key !== each.key);
}

export async function putBack(each: Waiting): Promise<void> {
  await put("waiting", each);
  waiting.value = [...waiting.peek(), each];
}

async function sendAll(): Promise<void> {
  for (let each = unsent.peek()[0]; each; each = unsent.peek()[0]) {
    try {
      await send("POST", PATH, { body: each.body, key: each.key });
      await forgo(each);
    } catch (error) {
      const problem = asProblem(error);
      if (isPassing(problem)) return;
      await refuse(each, problem);
    }
  }
  stale("/v1/");
}

const isPassing = ({ status }: ApiProblem): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500;

async function refuse(each: Waiting, problem: ApiProblem): Promise<void> {
  const told = { ...each, refused: { status: problem.status, problem: problem.body } };
  await put("waiting", told);
  waiting.value = waiting.peek().map((one) => (one.key === each.key ? told : one));
}

export const problemOf = (each: Waiting): ApiProblem | null =>
  each.refused ? new ApiProblem(each.refused.status, each.refused.problem) : null;
