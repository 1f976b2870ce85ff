import "fake-indexeddb/auto";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";
import { forgetAll, me } from "@/api/session.ts";
import { signOut } from "@/shell/boot.ts";
import { leaving } from "@/shell/leaving.ts";
import { shown } from "@/shell/opened.ts";
import { speak } from "@/words/language.ts";
import { problem, serve, signedIn, unplug } from "../../tests/server.ts";
import LeavingDialog from "./leaving.tsx";
import { forgoAll, putAside, waiting } from "./queue.ts";
import { all } from "./store.ts";

const LOGOUT = { "POST /v1/auth/logout": undefined };
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name, hidden: true }));

beforeEach(async () => {
  await forgoAll();
  await forgetAll();
  leaving.value = null;
  signedIn();
  speak("en");
  vi.spyOn(location, "replace").mockImplementation(() => undefined);
});

async function leavingWith(...subjects: string[]): Promise<void> {
  for (const subject of subjects) await putAside(`key ${subject}`, { kind: "note", subject });
  await signOut();
  render(<LeavingDialog />);
}

it("lets somebody go at once where nothing waits", async () => {
  const asked = serve(LOGOUT);
  await signOut();
  expect([leaving.value, me.value, asked.length]).toEqual([null, null, 1]);
});

it("says how many wait and which, also of another tab, and nothing is lost by staying", async () => {
  const asked = serve(LOGOUT);
  await putAside("key", { subject: "Called Jan" });
  waiting.value = []; // this tab does not know of it
  await leavingWith("Called Piet");
  screen.getByText("2 changes were not sent yet");
  screen.getByText("Called Jan");
  press("Stay");
  expect([leaving.value, asked.length, me.value === null]).toEqual([null, 0, false]);
  expect(await all("waiting")).toHaveLength(2);
});

it("sends them first, and then goes", async () => {
  const asked = serve({ ...LOGOUT, "POST /v1/activities": [201, { id: "act_1" }] });
  await leavingWith("Called Jan");
  press("Send first");
  await waitFor(() => expect(me.value).toBeNull());
  expect(asked.map((each) => each.path)).toEqual(["/v1/activities", "/v1/auth/logout"]);
});

it("stays where they cannot be sent, and says why", async () => {
  await leavingWith("Called Jan");
  unplug();
  press("Send first");
  await screen.findByText(/There is no connection/);
  expect([me.value === null, waiting.value.length]).toEqual([false, 1]);
});

it("leads to what was refused", async () => {
  serve({ "POST /v1/activities": problem(422, "invalid") });
  await leavingWith("Called Jan");
  press("Send first");
  await screen.findByText(/Not all of it was accepted/);
  press("Look");
  expect([leaving.value, shown.value]).toEqual([null, "waiting"]);
  shown.close();
});

it("loses them only when told to", async () => {
  const asked = serve(LOGOUT);
  await leavingWith("Called Jan");
  press("Sign out and lose them");
  await waitFor(() => expect(me.value).toBeNull());
  expect([asked.map((each) => each.path), await all("waiting")]).toEqual([["/v1/auth/logout"], []]);
});
