import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { problem, serve, signedIn } from "../../tests/server.ts";
import { whomAbout } from "./whom.ts";

const REL = "rel_1";
const outsider = (user: string, name: string, status = "active") => ({ user, name, status, tie: `tie_${user}` });
const USERS = { data: [{ id: "usr_1", name: "Ann Smit", status: "active", kind: "employee" }] };
const TEAMS = { data: [], page: { next_cursor: null, has_more: false } };
const PEOPLE = { "GET /v1/users": USERS, "GET /v1/teams": TEAMS };

beforeEach(() => signedIn("document.read"));
afterEach(() => forgetAll());

it("offers colleagues and the customers of what it is about, who may still sign in", async () => {
  serve({
    ...PEOPLE,
    [`GET /v1/relations/${REL}/outsiders`]: {
      data: [outsider("usr_8", "Jan Visser"), outsider("usr_9", "An Gone", "removed")],
    },
  });
  const find = whomAbout([REL]);
  expect(await find("")).toEqual([
    { value: "usr_1", label: "Ann Smit" },
    { value: "usr_8", label: "Jan Visser", note: "customer" },
  ]);
  expect((await find("vis")).map((each) => each.label)).toEqual(["Jan Visser"]);
});

it("finds them by a contact, and by all that a document is about; everybody once", async () => {
  serve({
    ...PEOPLE,
    "GET /v1/documents/{id}": { id: "doc_1", links: [{ id: "con_1" }, { id: REL }, { id: "act_1" }] },
    "GET /v1/contacts/{id}": { id: "con_1", company: { id: "rel_2" } },
    "GET /v1/relations/{id}/outsiders": { data: [outsider("usr_8", "Jan Visser")] },
  });
  expect((await whomAbout(["doc_1"])("jan")).map((each) => each.value)).toEqual(["usr_8"]);
});

it("offers colleagues alone to who may not know of customers", async () => {
  serve({ ...PEOPLE, "GET /v1/relations/{id}/outsiders": () => problem(403, "forbidden") });
  expect((await whomAbout([REL])("")).map((each) => each.value)).toEqual(["usr_1"]);
});
