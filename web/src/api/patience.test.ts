import { beforeEach, expect, it } from "vitest";
import { told } from "@/shared/error_note.tsx";
import { hang, problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { READ, WRITE } from "./patience.ts";
import { type ApiProblem, asProblem } from "./problem.ts";
import { send } from "./send.ts";
import { renew } from "./session.ts";

beforeEach(() => signedIn());

const NOTE = { body: { kind: "note", subject: "On the road" } };
const failed = (asked: Promise<unknown>): Promise<ApiProblem> => asked.then(() => Promise.reject(), asProblem);
const keys = (asked: { headers: Headers }[]) => asked.map((each) => each.headers.get("Idempotency-Key"));

it("gives up what is read, and a renewal, where no answer comes", async () => {
  const { waited } = hang();
  expect(await failed(send("GET", "/v1/views"))).toMatchObject({ status: 0, code: "unread" });
  await expect(renew()).rejects.toThrow("too long");
  expect(waited).toEqual([READ, READ]);
});

it("waits longer for what is written, and says that it may have been done", async () => {
  const { waited } = hang();
  const late = await failed(send("POST", "/v1/activities", NOTE));
  expect([late.status, told(late), waited]).toEqual([0, expect.stringContaining("may have been done"), [WRITE]]);
});

it("still stops at once for who does not want it any more", async () => {
  hang();
  const stop = new AbortController();
  const asking = send("GET", "/v1/views", { signal: stop.signal });
  stop.abort();
  await expect(asking).rejects.toMatchObject({ name: "AbortError" });
});

it("sends what got no answer again under the same key, and the same under another once it was answered", async () => {
  const { asked } = hang();
  await failed(send("POST", "/v1/activities", NOTE));
  unplug();
  await failed(send("POST", "/v1/activities", NOTE));
  const then = serve({ "POST /v1/activities": problem(503, "unavailable") });
  await failed(send("POST", "/v1/activities", { body: { kind: "note", subject: "Something else" } }));
  await failed(send("POST", "/v1/activities", NOTE));
  await failed(send("POST", "/v1/activities", NOTE));
  const [first] = keys(asked);
  const [other, again, anew] = keys(then);
  expect(again).toBe(first);
  expect(new Set([first, other, anew]).size).toBe(3);
});
