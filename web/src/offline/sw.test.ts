import { beforeEach, expect, it, vi } from "vitest";

type Event = {
  request: { url: string; method: string; mode: string };
  respondWith: (answer: Promise<Response>) => void;
};

const heard = new Map<string, (event: Event) => void>();
const WORKER: string = "./sw.ts"; // no module to the compiler, since a browser loads it as a script
const KEPT = "the page that was kept";

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal("addEventListener", (name: string, react: (event: Event) => void) => heard.set(name, react));
  vi.stubGlobal("caches", { match: async () => new Response(KEPT) });
  await import(WORKER);
  return () => vi.unstubAllGlobals();
});

/** What the worker answers; null where it leaves the request to the browser. */
async function answer(path: string, mode: string, method = "GET"): Promise<string | null> {
  let given: Promise<Response> | null = null;
  const request = { url: new URL(path, location.href).href, method, mode };
  heard.get("fetch")?.({ request, respondWith: (told) => (given = told) });
  return given && (await (given as Promise<Response>)).text();
}

const network = (reply: () => Promise<Response>) => vi.stubGlobal("fetch", vi.fn(reply));

it("gives the newest page, also where that says that there is none", async () => {
  network(async () => new Response("newest"));
  expect(await answer("/relations", "navigate")).toBe("newest");
  network(async () => new Response("none", { status: 404 }));
  expect(await answer("/gone.html", "navigate")).toBe("none");
});

it.each([500, 502, 503, 504])("gives the page that was kept where the server answers %i", async (status) => {
  network(async () => new Response("out of order", { status }));
  expect(await answer("/relations", "navigate")).toBe(KEPT);
});

it("gives the page that was kept without a network", async () => {
  network(() => Promise.reject(new TypeError("no network")));
  expect(await answer("/relations", "navigate")).toBe(KEPT);
});

it("gives the fault of a server of which no page was kept", async () => {
  vi.stubGlobal("caches", { match: async () => undefined });
  network(async () => new Response("out of order", { status: 503 }));
  expect(await answer("/", "navigate")).toBe("out of order");
});

it("E2: keeps its hands off what the API says and what is sent", async () => {
  network(async () => new Response("by the worker"));
  expect(await answer("/v1/relations", "cors")).toBeNull();
  expect(await answer("/v1/docs", "navigate")).toBeNull();
  expect(await answer("/relations", "navigate", "POST")).toBeNull();
});
