import { beforeEach, expect, it } from "vitest";
import { problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { ApiProblem } from "./problem.ts";
import { send } from "./send.ts";
import { accessToken, atEnd, me, settle, standing } from "./session.ts";

beforeEach(() => signedIn());

const bearer = (headers: Headers): string | null => headers.get("Authorization");

it("renews a token that has expired and asks again, with the same idempotency key", async () => {
  let fresh = false;
  const asked = serve({
    "POST /v1/auth/refresh": () => {
      fresh = true;
      return { access_token: "another", refresh_token: null, expires_in: 900 };
    },
    "POST /v1/relations": () => (fresh ? [201, { id: "rel_1" }] : problem(401, "unauthorized")),
  });
  await expect(send("POST", "/v1/relations", { body: { name: "Hamerslag" } })).resolves.toEqual({ id: "rel_1" });
  expect(asked.map((each) => each.path)).toEqual(["/v1/relations", "/v1/auth/refresh", "/v1/relations"]);
  expect(bearer(asked[0]!.headers)).toBe("Bearer a-token");
  expect(bearer(asked[2]!.headers)).toBe("Bearer another");
  expect(asked[2]!.headers.get("Idempotency-Key")).toBe(asked[0]!.headers.get("Idempotency-Key"));
  expect(asked[2]!.body).toEqual({ name: "Hamerslag" });
});

it("renews once for all that expired together", async () => {
  let fresh = false;
  const asked = serve({
    "POST /v1/auth/refresh": () => {
      fresh = true;
      return { access_token: "another" };
    },
    "GET /v1/{what}": ({ ids }) => (fresh ? { is: ids.what } : problem(401, "unauthorized")),
  });
  const answers = await Promise.all(["views", "users", "teams"].map((what) => send("GET", `/v1/${what}`)));
  expect(answers).toEqual([{ is: "views" }, { is: "users" }, { is: "teams" }]);
  expect(asked.filter((each) => each.path === "/v1/auth/refresh")).toHaveLength(1);
});

it("lets what was asked wait until somebody has signed in again", async () => {
  let again = false;
  serve({
    "POST /v1/auth/refresh": () => problem(401, "unauthorized"),
    "PATCH /v1/relations/{id}": ({ body }) => (again ? { id: "rel_1", ...body } : problem(401, "unauthorized")),
  });
  const saving = send("PATCH", "/v1/relations/rel_1", { body: { name: "Typed before" } });
  await expect.poll(() => standing.value).toBe("ended");
  expect(me.value?.name).toBe("Ann Smit");
  again = true;
  await settle(true);
  await expect(saving).resolves.toEqual({ id: "rel_1", name: "Typed before" });
  expect(standing.value).toBe("in");
});

it("forgets everything when they leave instead", async () => {
  let forgotten = false;
  atEnd(() => {
    forgotten = true;
  });
  serve({ "POST /v1/auth/refresh": () => problem(401, "unauthorized"), "GET /v1/views": problem(401, "unauthorized") });
  const asking = send("GET", "/v1/views").catch((error: ApiProblem) => error.status);
  await expect.poll(() => standing.value).toBe("ended");
  await settle(false);
  expect(await asking).toBe(401);
  expect([forgotten, accessToken(), me.value, standing.value]).toEqual([true, null, null, "out"]);
});

it("says so when the API cannot be reached", async () => {
  unplug();
  const failed = await send("GET", "/v1/views").catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ApiProblem);
  expect((failed as ApiProblem).status).toBe(0);
});
