import { afterEach, beforeEach, vi } from "vitest";
import { me, standing, take } from "@/api/session.ts";

/** A small API for tests, in the place of `fetch`. What it answers is said by method and path:
 *
 * `const asked = serve({ "GET /v1/me": somebody, "POST /v1/relations": ({ body }) => [201, { id: "rel_1", ...body }] })`
 *
 * A path part such as `{id}` meets anything and comes as `ids.id`. An answer is JSON, or `[status, JSON, headers?]`; what
 * is not said is 404. `asked` has all requests in their order. */
export type Asked = {
  method: string;
  path: string;
  query: Record<string, string>;
  /** All of a parameter that is given more than once. */
  several: (name: string) => string[];
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it sent
  body: any;
  headers: Headers;
  ids: Record<string, string>;
};
type Given = object | string | null | undefined; // an object, or [status, body, headers?]
export type Answers = Record<string, Given | ((asked: Asked) => Given | Promise<Given>)>;

let real: typeof fetch;

beforeEach(() => {
  real = globalThis.fetch;
});

afterEach(() => {
  globalThis.fetch = real;
});

export function serve(answers: Answers): Asked[] {
  const all: Asked[] = [];
  globalThis.fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    const asked = await readable(input, init);
    all.push(asked);
    if (init?.signal?.aborted) throw new DOMException("aborted", "AbortError");
    for (const [told, given] of Object.entries(answers)) {
      const ids = met(told, asked);
      if (ids) return answer(typeof given === "function" ? await given({ ...asked, ids }) : given);
    }
    return answer([404, { status: 404, code: "not_found", detail: `${asked.method} ${asked.path} is not served` }]);
  }) as typeof fetch;
  return all;
}

/** No network: every request fails as a browser's does. */
export function unplug(): void {
  globalThis.fetch = vi.fn(async () => {
    throw new TypeError("Failed to fetch");
  }) as typeof fetch;
}

/** A connection that never answers: a request ends when whoever asks gives up. What takes that long passes at once. Gives
 * the requests, and how long was waited. */
export function hang(): { asked: Asked[]; waited: number[] } {
  const seen = { asked: [] as Asked[], waited: [] as number[] };
  vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
    seen.waited.push(milliseconds);
    const late = new AbortController();
    setTimeout(() => late.abort(new DOMException("It took too long.", "TimeoutError")), 5);
    return late.signal;
  });
  globalThis.fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    seen.asked.push(await readable(input, { ...init, signal: undefined }));
    const { signal } = init ?? {};
    return new Promise<Response>((_, refuse) => {
      if (signal?.aborted) refuse(signal.reason);
      signal?.addEventListener("abort", () => refuse(signal.reason));
    });
  }) as typeof fetch;
  return seen;
}

/** A problem as the API tells it: `"PATCH /v1/me": () => problem(422, "invalid", { errors: [...] })`. */
export function problem(status: number, code: string, more: Record<string, unknown> = {}, headers = {}): Given {
  return [status, { type: `/problems/${code}`, title: code, status, code, ...more }, headers];
}

export const ANN = {
  id: "usr_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC",
  email: "ann@example.com",
  name: "Ann Smit",
  language: "en",
  time_zone: "Europe/Amsterdam",
  role: "employee",
  kind: "employee",
  role_name: "Employee",
  tenant: {
    id: "ten_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC",
    name: "Hamerslag",
    country: "NL",
    language: "nl",
    time_zone: "Europe/Amsterdam",
  },
  tenants: [{ id: "ten_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC", name: "Hamerslag" }],
  teams: [],
  rights: [] as string[],
  activity_kinds: [],
  recovery_codes_left: 10,
  preferences: {},
  notices: { unread: 0, more: false },
};

/** Ann is signed in, with these rights: `signedIn("relation.read", "relation.create")`. */
export function signedIn(...rights: string[]): void {
  me.value = { ...ANN, rights } as typeof me.value;
  standing.value = "in";
  take("a-token");
}

async function readable(input: RequestInfo | URL, init?: RequestInit): Promise<Asked> {
  const request = input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
  const url = new URL(request.url);
  const text = await request.clone().text();
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    several: (name) => url.searchParams.getAll(name),
    body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text || undefined,
    headers: request.headers,
    ids: {},
  };
}

function met(told: string, asked: Asked): Record<string, string> | null {
  const [method, path = ""] = told.split(" ");
  if (method !== asked.method) return null;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((each) => each[1] as string);
  const found = new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "([^/]+)")}$`).exec(asked.path);
  if (!found) return null;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] as string)]));
}

function answer(given: Given): Response {
  const [status, body, headers] = isFull(given) ? given : [given === undefined ? 204 : 200, given, {}];
  const empty = status === 204 || body === undefined;
  return new Response(empty ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

function isFull(given: Given): given is [number, unknown, Record<string, string>?] {
  return Array.isArray(given) && typeof given[0] === "number";
}
