import "fake-indexeddb/auto";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { waiting } from "@/offline/queue.ts";
import { Toasts } from "@/shared/toast.tsx";
import { language } from "@/words/language.ts";
import { type Asked, problem, serve, signedIn, unplug } from "../../../tests/server.ts";
import ActivityScreen from "./index.tsx";

const TASK = {
  id: "act_1",
  version: 2,
  kind: "task",
  subject: "Send the quote",
  text: "<p>With <b>three</b> ovens<img src=x onerror=alert(1)></p>",
  is_task: true,
  due_on: "2026-11-27",
  priority: "normal",
  direction: "none",
  visibility: "internal",
  links: [{ id: "rel_1", title: "Acme", place: "Almere" }],
  participants: [{ contact: { id: "con_1", title: "Jan Visser", place: null }, part: "organiser" }],
  assignees: [{ id: "usr_2", title: "Bram Kuipers", place: null }],
  recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
  archived_at: null,
};
const COMMENT = {
  id: "act_2",
  version: 1,
  kind: "note",
  subject: "Only two, please",
  created_at: "2026-11-20T10:00:00Z",
  parent: { id: "act_1", title: "Send the quote", place: null },
};
const page = (...data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false } });

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("activity.read", "activity.edit", "activity.create", "activity.publish", "activity.delete");
});

function open(answers: Parameters<typeof serve>[0] = {}) {
  const asked = serve({
    "GET /v1/activities/{id}": TASK,
    "GET /v1/activities": page(COMMENT),
    "GET /v1/schema/activity": { type: "activity", plural: "activities", actions: [], sorts: [], fields: [] },
    "GET /v1/activity-kinds": { data: [] },
    ...answers,
  });
  render(
    <>
      <ActivityScreen id="act_1" />
      <Toasts />
    </>,
  );
  return asked;
}

describe("the page of an activity", () => {
  it("tells all of it in three requests, and runs nothing of what was typed", async () => {
    const asked = open();
    await screen.findByRole("heading", { level: 1, name: "Send the quote" });
    await screen.findByText("Only two, please");
    for (const told of ["Bram Kuipers", "Acme", "Jan Visser", "Every two weeks on Monday and Thursday"]) {
      expect(screen.getAllByText(told).length).toBeGreaterThan(0);
    }
    expect(document.querySelector("img")).toBeNull();
    expect(asked).toHaveLength(3);
  });

  it("completes a task with what came of it", async () => {
    const asked = open({ "POST /v1/activities/{id}/complete": ({ body }: Asked) => ({ ...TASK, ...body }) });
    fireEvent.click(await screen.findByRole("button", { name: "Say how it went" }));
    fireEvent.input(await screen.findByLabelText("Outcome"), { target: { value: "They took four." } });
    const form = screen.getByLabelText("Outcome").closest("form") as HTMLFormElement;
    fireEvent.submit(form);
    await waitFor(() =>
      expect(asked.find((each) => each.method === "POST")?.body).toEqual({ outcome: "They took four." }),
    );
  });

  it("keeps the outcome that was typed where it is refused", async () => {
    open({ "POST /v1/activities/{id}/complete": () => problem(409, "conflict", { detail: "It is done already." }) });
    fireEvent.click(await screen.findByRole("button", { name: "Say how it went" }));
    const outcome = await screen.findByLabelText<HTMLTextAreaElement>("Outcome");
    fireEvent.input(outcome, { target: { value: "They took four." } });
    fireEvent.submit(outcome.closest("form") as HTMLFormElement);
    await screen.findByText("It is done already.");
    expect(outcome.value).toBe("They took four.");
  });

  it("comments below it, in the dossier that it is in", async () => {
    const asked = open({ "POST /v1/activities": ({ body }: Asked) => [201, { id: "act_3", ...body }] });
    const note = await screen.findByLabelText("Write a note…");
    fireEvent.input(note, { target: { value: "Agreed" } });
    await screen.findByRole("button", { name: "Save note" });
    fireEvent.keyDown(note, { key: "Enter", ctrlKey: true });
    await waitFor(() =>
      expect(asked.find((each) => each.method === "POST")?.body).toEqual({
        kind: "note",
        subject: "Agreed",
        links: [{ id: "rel_1" }],
        parent: { id: "act_1" },
      }),
    );
  });

  it("says so where there is none", async () => {
    open({ "GET /v1/activities/{id}": () => problem(404, "not_found") });
    await screen.findByText("This does not exist, or you may not see it.");
    expect(screen.getByRole("link", { name: "Activities" }).getAttribute("href")).toBe("/activities");
  });

  it("is ticked off once without a network: it cannot be done again, and can be opened", async () => {
    open();
    await screen.findByRole("button", { name: "Done" });
    unplug();
    fireEvent.click(screen.getByRole("button", { name: "Done" }));
    const back = await screen.findByLabelText("Open again: Send the quote");
    expect(screen.queryByRole("button", { name: "Done" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Say how it went" })).toBeNull();
    expect(waiting.value.map((each) => each.version)).toEqual([2]);
    fireEvent.click(back);
    await screen.findByRole("button", { name: "Done" });
    expect(waiting.value).toEqual([]);
  });
});

it("calls its kind as the organisation does, without asking for more", async () => {
  const options = [{ key: "visit", name: "Klantbezoek", names: { en: "Customer call" } }];
  const kind = { name: "kind", of: "activity", custom: false, may: "write", required: true, criteria: null, options };
  const schema = { type: "activity", plural: "activities", actions: [], sorts: [], fields: [{ ...kind, schema: {} }] };
  const asked = open({
    "GET /v1/activities/{id}": { ...TASK, kind: "visit", is_task: false },
    "GET /v1/schema/activity": schema,
  });
  await screen.findByText("Customer call");
  expect(asked.some(({ path }) => path === "/v1/activity-kinds")).toBe(false);
});
