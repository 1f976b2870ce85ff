import { computed, signal } from "@preact/signals";
import { ApiProblem } from "@/api/problem.ts";
import { atEnd, me } from "@/api/session.ts";
import { all, clear, drop, put, putAgain } from "./store.ts";

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
  /** It may have arrived so long ago that the API knows its key no more; then its author decides too. */
  unsure?: boolean;
};
type Told = {
  /** Where it is sent; a new activity where this is not said. */
  path?: string;
  version?: number;
  /** Its subject, where its body has none. */
  about?: string;
  /** What the records that its body refers to are called, by id. */
  names?: Record<string, string>;
  /** When it was sent first under its key; null where that surely reached nobody, and as it was made where this is not
   * said. */
  tried?: string | null;
};

export const waiting = signal<Waiting[]>([]);
export const refused = computed(() => waiting.value.filter((each) => each.refused));
export const unsure = computed(() => waiting.value.filter((each) => each.unsure));
export const unsent = computed(() => waiting.value.filter((each) => !each.refused && !each.unsure));

export const ACTIVITIES = "/v1/activities";

atEnd(() => {
  waiting.value = [];
});

/** As the device has it: another tab may have changed it. */
export async function readWaiting(): Promise<void> {
  const mine = (await all<Waiting>("waiting")).filter((each) => each.user === me.peek()?.id);
  waiting.value = mine.sort((a, b) => a.at.localeCompare(b.at));
}

export async function putAside(key: string, body: Record<string, unknown>, told: Told = {}): Promise<void> {
  await putBack({ ...told, key, user: me.peek()?.id ?? "", at: new Date().toISOString(), body });
}

export async function putBack(each: Waiting): Promise<void> {
  await put("waiting", each);
  await readWaiting();
}

/** What was dropped meanwhile, in another tab too, or goes by another key by now, stays as it is. */
export async function settle(each: Waiting, changes: Partial<Waiting>): Promise<void> {
  await putAgain<Waiting>("waiting", each.key, (now) => (now.sentAs === each.sentAs ? { ...now, ...changes } : now));
  await readWaiting();
}

export async function forgo(each: Waiting): Promise<void> {
  await drop("waiting", each.key);
  await readWaiting();
}

/** For who signs out and was told what is lost by that. */
export async function forgoAll(): Promise<void> {
  await clear("waiting").catch(() => undefined); // nothing is kept here in a private window
  waiting.value = [];
}

export const problemOf = (each: Waiting): ApiProblem | null =>
  each.refused ? new ApiProblem(each.refused.status, each.refused.problem) : null;

export const subjectOf = (each: Waiting): string =>
  each.about ?? (typeof each.body.subject === "string" ? each.body.subject : "");
