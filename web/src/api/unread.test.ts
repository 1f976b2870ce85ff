import { beforeEach, expect, it } from "vitest";
import { told } from "@/shared/error_note.tsx";
import { type Language, speak } from "@/words/language.ts";
import { hang, signedIn, unplug } from "../../tests/server.ts";
import { api, got } from "./client.ts";
import { type ApiProblem, asProblem } from "./problem.ts";
import { searchRecords } from "./records.ts";
import { send } from "./send.ts";
import { forgetAll, standing } from "./session.ts";

beforeEach(async () => {
  await forgetAll();
  signedIn();
  speak("en");
});

const failed = (asked: Promise<unknown>): Promise<ApiProblem> => asked.then(() => Promise.reject(), asProblem);
const TYPED = "There is no connection. What you typed is still here.";
const NOT_KEPT = "There is no connection, and this is not kept on this device. You see it once there is one again.";

it("says of what was to be read that it is not on the device, and of what was written that it is still there", async () => {
  unplug();
  expect(told(await failed(send("GET", "/v1/views")))).toBe(NOT_KEPT);
  expect(told(await failed(got(api.GET("/v1/views"))))).toBe(NOT_KEPT);
  expect(told(await failed(send("PATCH", "/v1/relations/rel_1", { body: { name: "Acme" } })))).toBe(TYPED);
  expect(told(await failed(send("POST", "/v1/activities", { body: { kind: "note" } })))).toBe(TYPED);
});

it("counts as reading what is searched, counted and reported by criteria, which nobody needs to do once", async () => {
  unplug();
  expect(told(await failed(searchRecords("relations", { criteria: null })))).toBe(NOT_KEPT);
  hang();
  expect(told(await failed(send("POST", "/v1/counts", { body: { of: "relation" } })))).toBe(NOT_KEPT);
  expect(told(await failed(send("POST", "/v1/reports", { body: { of: "relation" } })))).toBe(NOT_KEPT);
});

it("says so too where the session was to be renewed first, as after a start without a network", async () => {
  await forgetAll();
  standing.value = "in";
  unplug();
  expect(told(await failed(send("GET", "/v1/views")))).toBe(NOT_KEPT);
  expect(told(await failed(send("POST", "/v1/activities", { body: { kind: "note" } })))).toBe(TYPED);
});

it.each<[Language, string]>([
  ["nl", "dit apparaat"],
  ["de", "diesem Gerät"],
  ["fr", "cet appareil"],
  ["ru", "этом устройстве"],
])("says it in %s", async (language, device) => {
  speak(language);
  unplug();
  expect(told(await failed(send("GET", "/v1/views")))).toContain(device);
});
