import "fake-indexeddb/auto";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { speak } from "@/words/language.ts";
import { Composer } from "@/work/later.ts";
import { TaskTick } from "@/work/tick.tsx";
import { type Answers, problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { forgoAll, putAside, readWaiting, waiting } from "./queue.ts";
import { sendWaiting } from "./sending.ts";
import { all } from "./store.ts";
import Waiting from "./waiting.tsx";

const TASK = { id: "act_1", subject: "Call back", is_task: true, version: 3 };
const COMPLETE = "POST /v1/activities/act_1/complete";
const KINDS = { "GET /v1/activity-kinds": { data: [] } };
/** By what it says; roles of all that a form has are many to look through. */
const press = (name: string): void => {
  const all = [...document.querySelectorAll("button")];
  const found = all.find((each) => (each.getAttribute("aria-label") ?? each.textContent)?.trim() === name);
  if (!found) throw new Error(`There is no ${name}`);
  fireEvent.click(found);
};

beforeEach(async () => {
  await forgoAll();
  await forgetAll();
  signedIn("activity.create", "activity.edit");
  speak("en");
  await Composer.preload();
});

describe("an activity that was refused", () => {
  const NOTE = { kind: "note", subject: "On the road", links: [{ id: "rel_1" }, { id: "rel_2" }] };
  const WRONG = { errors: [{ field: "links[1].id", code: "not_found", message: "It is not there." }] };

  async function shown(answers: Answers) {
    await putAside("key-1", NOTE, { names: { rel_1: "Acme", rel_2: "Gone Ltd" } });
    const asked = serve({ ...KINDS, ...answers });
    await sendWaiting();
    render(
      <>
        <Waiting />
        <Toasts />
      </>,
    );
    return () => asked.filter((each) => each.method === "POST");
  }

  it("says which of its fields is wrong, by the name that the field has in the form", async () => {
    await shown({ "POST /v1/activities": problem(422, "invalid", WRONG) });
    expect(screen.getByRole("alert").textContent).toMatch(/About: /);
  });

  it("is amended in any field, and sent by another key; names are there without asking for them", async () => {
    const sent = await shown({
      "POST /v1/activities": ({ body }) => (body.links.length > 1 ? problem(422, "invalid", WRONG) : [201, TASK]),
    });
    press("Amend");
    await screen.findByText("Gone Ltd");
    screen.getByText("Acme");
    press("Remove: Gone Ltd");
    press("Save");
    await waitFor(() => expect(waiting.value).toEqual([]));
    expect(sent().map((each) => each.body.links.length)).toEqual([2, 1]);
    expect(sent()[0]!.headers.get("Idempotency-Key")).toBe("key-1");
    expect(sent()[1]!.headers.get("Idempotency-Key")).not.toBe("key-1");
    expect(await all("waiting")).toEqual([]);
  });

  it("is kept as it was amended where that is refused too", async () => {
    await shown({ "POST /v1/activities": problem(422, "invalid", WRONG) });
    press("Amend");
    const subject = await screen.findByLabelText<HTMLInputElement>("Subject", { exact: false });
    fireEvent.input(subject, { target: { value: "On the way home" } });
    press("Save");
    await waitFor(async () =>
      expect(await all<(typeof waiting.value)[0]>("waiting")).toMatchObject([
        { body: { subject: "On the way home" }, refused: { status: 422 } },
      ]),
    );
    expect(subject.value).toBe("On the way home"); // the form is still there, with what is wrong
  });

  it("can be saved without the activity that it belonged to, where that is gone", async () => {
    await putAside("key-2", { kind: "note", subject: "A comment", parent: { id: "act_9" } });
    const gone = { errors: [{ field: "parent", code: "not_found", message: "It is archived." }] };
    const asked = serve({
      ...KINDS,
      "POST /v1/activities": ({ body }) => (body.parent ? problem(422, "invalid", gone) : [201, TASK]),
    });
    await sendWaiting();
    render(<Waiting />);
    press("Amend");
    fireEvent.click(await screen.findByLabelText("Save it without the activity that it belongs to"));
    press("Save");
    await waitFor(() => expect(waiting.value).toEqual([]));
    expect(asked.filter((each) => each.method === "POST").map((each) => "parent" in each.body)).toEqual([true, false]);
  });

  it("is dropped, and put back", async () => {
    await shown({ "POST /v1/activities": problem(422, "invalid", WRONG) });
    press("Drop it");
    await screen.findByText("Everything was sent");
    fireEvent.click(await screen.findByText("Undo"));
    await waitFor(async () => expect(await all("waiting")).toHaveLength(1));
  });
});

describe("a task that is ticked off without a network", () => {
  async function tickedOff() {
    unplug();
    render(
      <>
        <TaskTick activity={TASK} />
        <Toasts />
      </>,
    );
    press("Tick off: Call back");
    const tick = await screen.findByRole<HTMLButtonElement>("button", { name: "Open again: Call back" });
    expect(tick.hasAttribute("aria-pressed")).toBe(false); // its name says it already
    await waitFor(() => expect([tick.disabled, waiting.value.length]).toEqual([false, 1]));
  }

  it("waits as of the version that was seen, and is sent once", async () => {
    await tickedOff();
    const asked = serve({ [COMPLETE]: { ...TASK, version: 4 } });
    waiting.value = [];
    await readWaiting(); // as after the app was opened again
    screen.getByRole("button", { name: "Open again: Call back" });
    const key = waiting.value[0]!.key;
    await sendWaiting();
    expect(asked.map((each) => [each.headers.get("If-Match"), each.headers.get("Idempotency-Key")])).toEqual([
      ['"3"', key],
    ]);
    expect(await all("waiting")).toEqual([]);
  });

  it("is opened again before it was sent: then nothing is", async () => {
    await tickedOff();
    const asked = serve({});
    press("Open again: Call back");
    await screen.findByRole("button", { name: "Tick off: Call back" });
    await waitFor(async () => expect(await all("waiting")).toEqual([]));
    expect(asked).toEqual([]);
  });

  it("tells of what somebody else changed meanwhile, and is ticked off as of that", async () => {
    await tickedOff();
    const asked = serve({
      [COMPLETE]: ({ headers }) => (headers.get("If-Match") === '"3"' ? problem(412, "stale_version") : TASK),
      "GET /v1/activities/act_1": { ...TASK, version: 5, subject: "Call back after three", links: [] },
    });
    await sendWaiting();
    await screen.findByRole("button", { name: "Tick off: Call back" }); // not done after all
    render(<Waiting />);
    await screen.findByText("Call back after three");
    press("Tick it off all the same");
    await waitFor(() => expect(waiting.value).toEqual([]));
    const sent = asked.filter((each) => each.method === "POST");
    expect(sent.map((each) => each.headers.get("If-Match"))).toEqual(['"3"', '"5"']);
    expect(sent[1]!.headers.get("Idempotency-Key")).not.toBe(sent[0]!.headers.get("Idempotency-Key"));
  });

  it("is not needed any more where somebody else did it", async () => {
    await tickedOff();
    serve({
      [COMPLETE]: problem(412, "stale_version"),
      "GET /v1/activities/act_1": { ...TASK, version: 5, done_at: "2026-11-23T10:00:00Z", links: [] },
    });
    await sendWaiting();
    render(<Waiting />);
    await screen.findByText(/Somebody did this already/);
    expect(screen.queryByRole("button", { name: "Tick it off all the same", hidden: true })).toBeNull();
    press("Drop it");
    await waitFor(async () => expect(await all("waiting")).toEqual([]));
  });
});
