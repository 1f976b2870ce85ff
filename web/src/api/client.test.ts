import { beforeEach, expect, it } from "vitest";
import { problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { api, got } from "./client.ts";
import { ApiProblem } from "./problem.ts";
import { send } from "./send.ts";
import { settle, standing } from "./session.ts";

beforeEach(() => signedIn());

const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const path = { id: ID };

it("gives what the API answers, nothing where there is nothing", async () => {
  const asked = serve({ "GET /v1/notices": { data: [], page: {} }, "DELETE /v1/relations/{id}": undefined });
  const query = { limit: 20, cursor: undefined };
  await expect(got(api.GET("/v1/notices", { params: { query } }))).resolves.toEqual({ data: [], page: {} });
  await expect(got(api.DELETE("/v1/relations/{id}", { params: { path } }))).resolves.toBeUndefined();
  expect(asked[0]!.query).toEqual({ limit: "20" });
  expect(asked[1]!.path).toBe(`/v1/relations/${ID}`);
  expect(asked.map((each) => each.headers.get("Authorization"))).toEqual(["Bearer a-token", "Bearer a-token"]);
  expect(asked.map((each) => each.headers.has("Idempotency-Key"))).toEqual([false, false]);
});

it("sends again what came too late for its token, under the same key", async () => {
  let fresh = false;
  const asked = serve({
    "POST /v1/auth/refresh": () => {
      fresh = true;
      return { access_token: "another" };
    },
    "PATCH /v1/relations/{id}": ({ body }) => (fresh ? { id: ID, ...body } : problem(401, "unauthorized")),
  });
  const header = { "If-Match": '"3"' };
  const changed = await got(api.PATCH("/v1/relations/{id}", { params: { path, header }, body: { name: "Hamerslag" } }));
  expect(changed.name).toBe("Hamerslag");
  const [first, , again] = asked;
  expect(first!.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  expect(again!.headers.get("Idempotency-Key")).toBe(first!.headers.get("Idempotency-Key"));
  expect(again!.headers.get("Authorization")).toBe("Bearer another");
  expect(again!.headers.get("If-Match")).toBe('"3"');
  expect(again!.headers.get("Content-Type")).toBe("application/json");
  expect(again!.body).toEqual({ name: "Hamerslag" });
});

it("lets what was asked wait until somebody has signed in again, under the key that was given", async () => {
  let again = false;
  const asked = serve({
    "POST /v1/auth/refresh": () => problem(401, "unauthorized"),
    "POST /v1/activities/{id}/complete": ({ body }) =>
      again ? { id: "act_1", ...body } : problem(401, "unauthorized"),
  });
  const header = { "Idempotency-Key": "this-once" };
  const done = got(
    api.POST("/v1/activities/{id}/complete", { params: { path: { id: "act_1" }, header }, body: { outcome: "sold" } }),
  );
  await expect.poll(() => standing.value).toBe("ended");
  again = true;
  await settle(true);
  await expect(done).resolves.toEqual({ id: "act_1", outcome: "sold" });
  const keys = asked
    .filter((each) => each.path !== "/v1/auth/refresh")
    .map((each) => each.headers.get("Idempotency-Key"));
  expect(keys).toEqual(["this-once", "this-once"]);
});

it("throws what the API refuses as a problem", async () => {
  const errors = [{ field: "name", code: "required", message: "Required." }];
  serve({ "PATCH /v1/me": problem(422, "invalid", { errors }) });
  const failed = await got(api.PATCH("/v1/me", { body: { name: "" } })).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ApiProblem);
  expect((failed as ApiProblem).status).toBe(422);
  expect((failed as ApiProblem).about("name")).toBeTruthy();
});

it("says so when the API cannot be reached", async () => {
  unplug();
  const failed = await got(api.GET("/v1/me")).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ApiProblem);
  expect((failed as ApiProblem).status).toBe(0);
});

it("drops what nobody waits for any more", async () => {
  serve({ "GET /v1/me": {} });
  const stop = new AbortController();
  stop.abort();
  const failed = await got(api.GET("/v1/me", { signal: stop.signal })).catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: "AbortError" });
});

it("calls what was sent empty and refused for its form required, whichever way it was asked", async () => {
  const errors = ["name", "email", "role", "channels[0].value"].map((field) => ({
    field,
    code: "not_valid",
    message: `The form of ${field}.`,
  }));
  serve({
    "POST /v1/users": () => problem(422, "invalid", { errors }),
    "POST /v1/contacts": () => problem(422, "invalid", { errors }),
  });
  const body = { name: "", email: "ann@", role: " ", language: "nl" as const };
  const typed = (await api.POST("/v1/users", { body }).catch((each) => each)) as ApiProblem;
  const told = ["This is required.", "The form of email.", "This is required.", "The form of channels[0].value."];
  expect(typed.faults.map(({ message }) => message)).toEqual(told);
  const channels = [{ value: "" }];
  const sent = (await send("POST", "/v1/contacts", { body: { channels } }).catch((each) => each)) as ApiProblem;
  expect(sent.about("channels")).toBe("This is required.");
  expect(sent.about("name")).toBe("The form of name.");
});
