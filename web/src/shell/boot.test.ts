import { beforeEach, expect, it, vi } from "vitest";
import { accessToken, me, standing } from "@/api/session.ts";
import { language } from "@/words/language.ts";
import { ANN, hang, problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { boot, entered, enterTenant, leaveIt, signOut, unreachable } from "./boot.ts";

const REFRESHED = { "POST /v1/auth/refresh": { access_token: "fresh", refresh_token: null, expires_in: 900 } };
let went: string[];

beforeEach(() => {
  me.value = null;
  standing.value = "unknown";
  went = [];
  vi.spyOn(location, "replace").mockImplementation((to) => {
    went.push(String(to));
  });
});

it("goes on by the cookie, in the language and the theme of the user, with two requests", async () => {
  const asked = serve({ ...REFRESHED, "GET /v1/me": { ...ANN, language: "fr", preferences: { theme: "dark" } } });
  await boot();
  expect([standing.value, me.value?.name, language.value]).toEqual(["in", "Ann Smit", "fr"]);
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(asked.map((each) => each.path)).toEqual(["/v1/auth/refresh", "/v1/me"]);
});

it("asks to sign in where there is no session", async () => {
  serve({ "POST /v1/auth/refresh": problem(401, "unauthorized") });
  await boot();
  expect(standing.value).toBe("out");
});

it("says that Relata cannot be reached, and not that the session is over", async () => {
  unplug();
  await boot();
  expect([standing.value, unreachable.value]).toEqual(["unknown", true]);
});

it("does not stay at its beginning on a connection that never answers", async () => {
  hang();
  await boot();
  expect([standing.value, unreachable.value]).toEqual(["unknown", true]);
});

it("shows nothing of what was kept to who may not be here any more", async () => {
  serve({ ...REFRESHED, "GET /v1/me": problem(403, "forbidden") });
  await boot();
  expect([standing.value, me.value]).toEqual(["out", null]);
});

it("starts anew, without a way back, for who does not sign in again", async () => {
  signedIn();
  standing.value = "ended";
  await leaveIt();
  expect([me.value, accessToken(), went]).toEqual([null, null, ["/"]]);
});

it("has the other tabs leave too when one changes organisation", async () => {
  signedIn();
  const other = new BroadcastChannel("relata");
  const heard = new Promise((resolve) => {
    other.onmessage = ({ data }) => resolve(data);
  });
  serve({ "POST /v1/auth/switch": { access_token: "there" } });
  await enterTenant("ten_other");
  expect(await heard).toBe("left");
  other.close();
  expect([me.value, went]).toEqual([null, ["/"]]);
});

it("shows nothing of who was here to who signs in over it", async () => {
  signedIn();
  standing.value = "ended";
  serve({ "GET /v1/me": { ...ANN, id: "usr_other", name: "Somebody else" } });
  await entered("theirs");
  expect([me.value, accessToken(), went]).toEqual([null, null, ["/"]]);
});

it("signs out: the session ends, and nothing of it is left", async () => {
  signedIn();
  const asked = serve({ "POST /v1/auth/logout": undefined });
  await signOut();
  expect(asked.map((each) => each.path)).toEqual(["/v1/auth/logout"]);
  expect([me.value, accessToken(), went, localStorage.getItem("relata-leaving")]).toEqual([null, null, ["/"], null]);
});

it("ends the session at the next start where there was no network to sign out", async () => {
  signedIn();
  unplug();
  await signOut();
  expect(me.value).toBeNull();
  const asked = serve({ ...REFRESHED, "POST /v1/auth/logout": undefined, "GET /v1/me": ANN });
  await boot();
  expect(asked.map((each) => each.path)).toEqual(["/v1/auth/refresh", "/v1/auth/logout"]);
  expect([standing.value, me.value]).toEqual(["out", null]);
});

it("does not end the session that somebody begins by a mailed link after that", async () => {
  signedIn();
  unplug();
  await signOut();
  const asked = serve({ ...REFRESHED, "POST /v1/auth/logout": undefined, "GET /v1/me": ANN });
  await entered("theirs");
  await boot();
  expect(asked.map((each) => each.path)).toEqual(["/v1/me", "/v1/auth/refresh", "/v1/me"]);
  expect([standing.value, me.value?.name]).toEqual(["in", "Ann Smit"]);
});

it("signs out of a session that is over already without asking to sign in", async () => {
  signedIn();
  serve({
    "POST /v1/auth/logout": problem(401, "unauthorized"),
    "POST /v1/auth/refresh": problem(401, "unauthorized"),
  });
  await signOut();
  expect([me.value, went, localStorage.getItem("relata-leaving")]).toEqual([null, ["/"], null]);
});

it("asks anew who is here where the browser shows a page that it had kept whole", () => {
  const reload = vi.spyOn(location, "reload").mockImplementation(() => undefined);
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
  expect(reload).not.toHaveBeenCalled();
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  expect(reload).toHaveBeenCalledOnce();
});
