import { keyed } from "./once_sent.ts";
import { READ, WRITE, within } from "./patience.ts";
import { ApiProblem, OFFLINE, problemOf, UNANSWERED, UNREAD } from "./problem.ts";
import { accessToken, renew, signedInAgain, standing } from "./session.ts";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>;
export type Sending = {
  query?: Query;
  body?: unknown;
  /** The version that was read; 412 when somebody changed the same fields since. */
  ifMatch?: number | string;
  key?: string;
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

/** One request to the API, by path, such as `send<Page>("GET", "/v1/relations", { query: { limit: 50 } })`.
 * Gives the JSON of the answer (undefined for 204). Throws ApiProblem, also when there is no network (status 0). */
export async function send<T>(method: Method, path: string, sending: Sending = {}): Promise<T> {
  const answer = await authorized(addressed(path, sending.query), {
    method,
    headers: headersOf(sending),
    body: sending.body === undefined ? undefined : JSON.stringify(sending.body),
    signal: sending.signal,
  });
  if (!answer.ok) throw await problemOf(answer, sending.body);
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

/** `patience`: how long it may take, in milliseconds, where that is not what is usual. */
export type Asking = RequestInit & { patience?: number };

/** `fetch` with the access token, renewed once when it has expired. Where the session is over, it waits until somebody
 * has signed in again, so that nothing typed is lost. What is sent again has the same idempotency key. */
export async function authorized(address: string, given: Asking = {}): Promise<Response> {
  const { headers, answered } = keyed(address, given);
  const init = { ...given, headers };
  try {
    const answer = await renewing(address, init);
    answered(true);
    return answer;
  } catch (error) {
    if (error instanceof ApiProblem) answered(false);
    throw error;
  }
}

async function renewing(address: string, init: Asking): Promise<Response> {
  if (accessToken() === null && standing.peek() === "in") await renewed(address, init); // as after a start without a network
  const first = await reached(address, init);
  if (first.status !== 401 || standing.value === "out") return first;
  if (await renewed(address, init)) return reached(address, init);
  if (standing.value === "unknown") return first;
  return (await signedInAgain()) ? reached(address, init) : first;
}

async function renewed(address: string, init: Asking): Promise<boolean> {
  try {
    return await renew();
  } catch {
    throw new ApiProblem(0, isRead(address, init) ? UNREAD : OFFLINE);
  }
}

/** What is asked by criteria reads too. */
const isRead = (address: string, { method = "GET" }: RequestInit): boolean =>
  method === "GET" || (method === "POST" && /\/(search|counts|reports)$/.test(address));

async function reached(address: string, { patience, ...init }: Asking): Promise<Response> {
  const writes = (init.method ?? "GET") !== "GET";
  const signal = within(patience ?? (writes ? WRITE : READ), init.signal);
  const headers = new Headers(init.headers);
  const token = accessToken();
  if (token) headers.set("Authorization", `Bearer ${token}`);
  try {
    const answer = await fetch(address, { ...init, headers, signal, credentials: "same-origin" });
    listener(true);
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    listener(false);
    const isLate = error instanceof DOMException && error.name === "TimeoutError";
    throw new ApiProblem(0, isRead(address, init) ? UNREAD : isLate ? UNANSWERED : OFFLINE);
  }
}

let listener: (reached: boolean) => void = () => {};

/** Is told of every request whether the API was reached. */
export function heard(given: typeof listener): void {
  listener = given;
}

function headersOf({ body, ifMatch, key, headers }: Sending): Record<string, string> {
  return {
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "If-Match": `"${ifMatch}"` }),
    ...(key === undefined ? {} : { "Idempotency-Key": key }),
    ...headers,
  };
}

export function addressed(path: string, query: Query = {}): string {
  const text = asked(query);
  return text ? `${path}?${text}` : path;
}

/** A query as the API reads it: what is empty is not asked, of a list each on its own. */
export function asked(query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) given.append(name, String(each));
  }
  return given.toString();
}
