import { atEnd } from "./session.ts";

/** What is made or changed by a key is done once, however often it is sent. What got no answer may have been done: when the
 * same is sent again soon, it goes with the key that it had. */
type Lost = { key: string; at: number };

const SOON = 10 * 60_000; // later the same may well be meant to happen once more
const lost = new Map<string, Lost>();

atEnd(() => lost.clear());

const textOf = (address: string, { method, body, headers }: RequestInit): string =>
  JSON.stringify([method, address, body, new Headers(headers).get("If-Match")]);

/** The headers with a key; and what is to be told of it: that no answer came, or that one did. */
export function keyed(address: string, given: RequestInit): { headers: Headers; answered: (came: boolean) => void } {
  const headers = new Headers(given.headers);
  const isOnce = given.method === "POST" || given.method === "PATCH";
  if (!isOnce || headers.has("Idempotency-Key")) return { headers, answered: () => undefined };
  const text = textOf(address, given);
  const before = lost.get(text);
  const key = before && Date.now() - before.at < SOON ? before.key : crypto.randomUUID();
  headers.set("Idempotency-Key", key);
  const answered = (came: boolean): void => {
    if (came) lost.delete(text);
    else lost.set(text, { key, at: Date.now() });
  };
  return { headers, answered };
}
