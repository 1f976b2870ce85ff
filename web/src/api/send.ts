import { ApiProblem, OFFLINE, problemOf } from "./problem.ts";
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
    headers: headersOf(method, sending),
    body: sending.body === undefined ? undefined : JSON.stringify(sending.body),
    signal: sending.signal,
  });
  if (!answer.ok) throw await problemOf(answer);
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

/** `fetch` with the access token, renewed once when it has expired. Where the session is over, it waits until somebody
 * has signed in again, so that nothing typed is lost. */
export async function authorized(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const again = input instanceof Request ? input.clone() : input;
  if (accessToken() === null && standing.peek() === "in") await renewed(); // as after a start without a network
  const first = await reached(input, init);
  if (first.status !== 401 || standing.value === "out") return first;
  if (await renewed()) return reached(again, init);
  if (standing.value === "unknown") return first;
  return (await signedInAgain()) ? reached(again, init) : first;
}

async function renewed(): Promise<boolean> {
  try {
    return await renew();
  } catch {
    throw new ApiProblem(0, OFFLINE);
  }
}

async function reached(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const headers = new Headers(input instanceof Request ? input.headers : init.headers);
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  const token = accessToken();
  if (token) headers.set("Authorization", `Bearer ${token}`);
  try {
    const answer = await fetch(input, { ...init, headers, credentials: "same-origin" });
    listener(true);
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    listener(false);
    throw new ApiProblem(0, OFFLINE);
  }
}

let listener: (reached: boolean) => void = () => {};

/** Is told of every request whether the API was reached. */
export function heard(given: typeof listener): void {
  listener = given;
}

function headersOf(method: Method, { body, ifMatch, key, headers }: Sending): Record<string, string> {
  return {
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "If-Match": `"${ifMatch}"` }),
    ...(method === "POST" || method === "PATCH" ? { "Idempotency-Key": key ?? crypto.randomUUID() } : {}),
    ...headers,
  };
}

export function addressed(path: string, query: Query = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) given.append(name, String(each));
  }
  const text = given.toString();
  return text ? `${path}?${text}` : path;
}
