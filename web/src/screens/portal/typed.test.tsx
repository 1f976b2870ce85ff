import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { stale } from "@/api/query.ts";
import { forgetAll, me } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { ANN, type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import PortalActivity from "./activity.tsx";

const ACTION = {
  type: "activity",
  title: "Sign the offer",
  kind: "task",
  participants: [],
  assignees: [],
  relations: [],
  mine: true,
  comments: [],
};
const COMMENT = "Say something";
const OUTCOME = "What came of it?";

beforeEach(async () => {
  await forgetAll();
  enter();
  speak("en");
});

function enter(): void {
  signedIn("portal.read", "portal.do");
  me.value = { ...me.value!, ...ANN, kind: "external" } as typeof me.value;
}

const begin = (answers: Answers = {}) =>
  serve({ "GET /v1/portal/activities/{id}": ({ ids }) => ({ ...ACTION, id: ids.id }), ...answers });
const field = async (label: string) => (await screen.findByLabelText(label)) as HTMLTextAreaElement;
const type = async (label: string, value: string) => fireEvent.input(await field(label), { target: { value } });
/** Whether the tab goes away without a question. */
const closes = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

it("has what was typed on return, with its activity and no other, and asks before the tab closes over it", async () => {
  begin();
  const first = render(<PortalActivity id="act_1" />);
  await field(COMMENT);
  expect(closes()).toBe(true);
  await type(COMMENT, "Tuesday suits us");
  expect(closes()).toBe(false);
  await type(COMMENT, "");
  expect(closes()).toBe(true);
  await type(OUTCOME, "Signed");
  expect(closes()).toBe(false);
  await type(COMMENT, "Tuesday suits us");
  first.unmount();
  expect(closes()).toBe(true);
  const other = render(<PortalActivity id="act_2" />);
  expect([(await field(COMMENT)).value, (await field(OUTCOME)).value]).toEqual(["", ""]);
  other.unmount();
  render(<PortalActivity id="act_1" />);
  expect([(await field(COMMENT)).value, (await field(OUTCOME)).value]).toEqual(["Tuesday suits us", "Signed"]);
  expect(closes()).toBe(false);
});

it("has nothing on return of what was sent", async () => {
  begin({
    "POST /v1/portal/activities/{id}/comments": [201, { id: "act_9", at: "2026-11-23T10:00:00Z", text: "<p>Yes</p>" }],
    "POST /v1/portal/activities/{id}/complete": { ...ACTION, id: "act_1", mine: false },
  });
  const first = render(<PortalActivity id="act_1" />);
  await type(COMMENT, "Yes");
  await type(OUTCOME, "Signed");
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(async () => expect((await field(COMMENT)).value).toBe(""));
  fireEvent.click(screen.getByRole("button", { name: "It is done" }));
  await waitFor(() => expect(screen.queryByLabelText(OUTCOME)).toBeNull());
  expect(closes()).toBe(true);
  first.unmount();
  stale("/v1/portal");
  render(<PortalActivity id="act_1" />);
  expect([(await field(COMMENT)).value, (await field(OUTCOME)).value]).toEqual(["", ""]);
});

it("says something once that was left before it was answered and is sent again on return", async () => {
  let reachable = false;
  const asked = begin({
    "POST /v1/portal/activities/{id}/comments": () => {
      if (!reachable) throw new TypeError("Failed to fetch");
      return [201, { id: "act_9", at: "2026-11-23T10:00:00Z", text: "<p>Yes</p>" }];
    },
  });
  const first = render(<PortalActivity id="act_1" />);
  await type(COMMENT, "Yes");
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await screen.findByRole("alert");
  first.unmount();
  reachable = true;
  render(<PortalActivity id="act_1" />);
  await field(COMMENT);
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await waitFor(async () => expect((await field(COMMENT)).value).toBe(""));
  const keys = asked.filter((each) => each.method === "POST").map((each) => each.headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it("sends what was refused by the same key, and what was made of it by another, on return too", async () => {
  const asked = begin({ "POST /v1/portal/activities/{id}/comments": () => problem(500, "internal") });
  const send = async () => {
    const before = asked.length;
    fireEvent.click(await screen.findByRole("button", { name: "Send" }));
    await waitFor(() => expect(asked.length).toBe(before + 1));
    await screen.findByRole("alert");
  };
  const first = render(<PortalActivity id="act_1" />);
  await type(COMMENT, "Yes");
  await send();
  await send();
  first.unmount();
  render(<PortalActivity id="act_1" />);
  await type(COMMENT, "Yes, please");
  await send();
  const keys = asked.filter((each) => each.method === "POST").map((each) => each.headers.get("Idempotency-Key"));
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it("shows nothing of it to who signs in after somebody signed out", async () => {
  begin();
  const first = render(<PortalActivity id="act_1" />);
  await type(COMMENT, "Tuesday suits us");
  await type(OUTCOME, "Signed");
  await forgetAll();
  first.unmount();
  enter();
  render(<PortalActivity id="act_1" />);
  expect([(await field(COMMENT)).value, (await field(OUTCOME)).value]).toEqual(["", ""]);
});
