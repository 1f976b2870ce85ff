import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { longDay } from "@/words/format.ts";
import { language } from "@/words/language.ts";
import type { Row } from "@/work/types.ts";
import { type Asked, problem, serve, signedIn } from "../../tests/server.ts";
import { daysOf, threadsOf } from "./threads.ts";
import { Timeline } from "./timeline.tsx";

const row = (id: string, more: Partial<Row> = {}): Row =>
  ({
    id,
    type: "activity",
    version: 1,
    title: more.subject ?? id,
    subject: id,
    kind: "phone_call",
    created_by: "usr_1",
    links: [],
    participants: [],
    assignees: [],
    at: "2026-11-20T09:30:00Z",
    visibility: "internal",
    ...more,
  }) as Row;

const PATH = "GET /v1/relations/{id}/timeline";
const page = (data: Row[], next: string | null = null) => ({
  data,
  page: { next_cursor: next, has_more: next !== null },
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:00:00Z") });
  await forgetAll();
  language.value = "en";
  signedIn("activity.create", "activity.edit", "activity.publish", "activity.delete");
});

function Screen({ id = "rel_1" }: { id?: string }) {
  return (
    <>
      <Timeline key={id} plural="relations" id={id} title="Acme" />
      <Toasts />
    </>
  );
}

function open(answers: Parameters<typeof serve>[0]) {
  const asked = serve({ "GET /v1/activity-kinds": { data: [] }, ...answers });
  render(<Screen />);
  return asked;
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a timeline", () => {
  it("stands by day, says what is shared, and asks once", async () => {
    const asked = open({
      [PATH]: page([
        row("act_1", { subject: "Called", visibility: "shared" }),
        row("act_2", { at: "2026-11-19T10:00:00Z" }),
      ]),
    });
    await screen.findByText("Called");
    expect(screen.getAllByRole("heading", { level: 3 }).map((each) => each.textContent)).toEqual([
      longDay("2026-11-20"),
      longDay("2026-11-19"),
    ]);
    expect(screen.getAllByRole("img", { name: "Shared" })).toHaveLength(1);
    expect(screen.getAllByRole("img", { name: "Internal" })).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it("asks for what the filters say, and shows all again", async () => {
    const asked = open({ [PATH]: ({ query }: Asked) => page(query.open ? [] : [row("act_1", { subject: "Called" })]) });
    await screen.findByText("Called");
    fireEvent.click(screen.getByRole("button", { name: "Filter" }));
    fireEvent.click(screen.getByLabelText("Still to do"));
    await screen.findByText("Nothing meets these filters");
    expect(asked.map((each) => each.query.open)).toContain("true");
    fireEvent.click(screen.getAllByRole("button", { name: "Show everything" })[0] as HTMLElement);
    await screen.findByText("Called");
  });

  it("is walked with the keys where the focus is in it", async () => {
    open({ [PATH]: page([row("act_1", { subject: "Called" }), row("act_2", { subject: "Wrote" })]) });
    const first = await screen.findByRole("link", { name: "Called" });
    first.focus();
    fireEvent.keyDown(first, { key: "ArrowDown" });
    expect(document.activeElement?.textContent).toBe("Wrote");
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowUp" });
    expect(document.activeElement?.textContent).toBe("Called");
  });

  it("shows older ones on demand", async () => {
    const older = page([row("act_9", { subject: "Long ago", at: "2025-01-01T10:00:00Z" })]);
    open({
      [PATH]: ({ query }: Asked) => (query.cursor ? older : page([row("act_1", { subject: "Called" })], "more")),
    });
    fireEvent.click(await screen.findByRole("button", { name: "Show older" }));
    await screen.findByText("Long ago");
    expect(screen.getByText("Called")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  });

  it("takes a note in place, whose first line is its subject", async () => {
    const asked = open({
      [PATH]: page([]),
      "POST /v1/activities": ({ body }: Asked) => [201, { id: "act_3", ...body }],
    });
    await screen.findByText("Nothing has happened yet");
    const note = screen.getByLabelText("Write a note…");
    fireEvent.input(note, { target: { value: "Wants three ovens\nbefore summer" } });
    await screen.findByRole("button", { name: "Save note" });
    fireEvent.keyDown(note, { key: "Enter", ctrlKey: true });
    await screen.findByText("The note is saved");
    const { body } = asked.find((each) => each.method === "POST") as Asked;
    expect(body).toEqual({
      kind: "note",
      subject: "Wants three ovens",
      text: "<p>Wants three ovens<br>before summer</p>",
      links: [{ id: "rel_1" }],
    });
    await waitFor(() => expect(asked.filter((each) => each.path.endsWith("/timeline")).length).toBeGreaterThan(1));
  });

  it("tells why a note was refused by what its parts are called", async () => {
    const errors = [{ field: "links[0]", code: "unknown", message: "This record does not exist." }];
    open({
      [PATH]: page([]),
      "POST /v1/activities": () => problem(422, "invalid", { detail: "Nothing was saved.", errors }),
    });
    const note = await screen.findByLabelText("Write a note…");
    fireEvent.input(note, { target: { value: "Wants three ovens" } });
    fireEvent.keyDown(note, { key: "Enter", ctrlKey: true });
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByRole("listitem").textContent).toBe("About: This record does not exist.");
  });

  it("has a note that was not saved on return, with its record and no other", async () => {
    serve({ "GET /v1/activity-kinds": { data: [] }, [PATH]: page([]), "POST /v1/activities": [201, row("act_9")] });
    const note = () => screen.getByLabelText("Write a note…") as HTMLTextAreaElement;
    const { rerender } = render(<Screen />);
    fireEvent.input(note(), { target: { value: "Half a thought" } });
    rerender(<Screen id="rel_2" />);
    expect(note().value).toBe("");
    rerender(<Screen />);
    expect(note().value).toBe("Half a thought");
    fireEvent.keyDown(note(), { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(note().value).toBe(""));
    rerender(<Screen id="rel_2" />);
    rerender(<Screen />);
    expect(note().value).toBe("");
  });

  it("ticks a task off, with a way back", async () => {
    const asked = open({
      [PATH]: page([row("act_1", { kind: "task", subject: "Send the quote", is_task: true, due_on: "2026-11-20" })]),
      "POST /v1/activities/{id}/complete": { id: "act_1", subject: "Send the quote" },
      "POST /v1/activities/{id}/reopen": { id: "act_1" },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Tick off: Send the quote" }));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(asked.some((each) => each.path === "/v1/activities/act_1/reopen")).toBe(true));
  });

  it("says what went wrong where it could not be asked, and tries again", async () => {
    let tries = 0;
    open({
      [PATH]: () => {
        tries += 1;
        return tries === 1 ? [500, { detail: "Something broke." }] : page([row("act_1", { subject: "Called" })]);
      },
    });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Something broke.");
    fireEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    await screen.findByText("Called");
  });

  it("adds nothing for who may only read", async () => {
    signedIn("activity.read");
    open({ [PATH]: page([row("act_1", { subject: "Called" })]) });
    await screen.findByText("Called");
    expect(screen.queryByRole("button", { name: "Log a call" })).toBeNull();
    expect(screen.queryByLabelText("Write a note…")).toBeNull();
  });
});

describe("threads", () => {
  const mail = { state: "filed" } as Row["mail"];

  it("has comments below what they are about, and earlier mails below the newest", () => {
    const rows = [
      row("act_4", { kind: "note", parent: { id: "act_2", title: "", place: null } }),
      row("act_3", { mail, conversation: "act_1" }),
      row("act_2"),
      row("act_1", { mail, conversation: "act_1" }),
    ];
    const told = threadsOf(rows).map((each) => [
      each.row.id,
      each.replies.map((one) => one.id),
      each.earlier.map((one) => one.id),
    ]);
    expect(told).toEqual([
      ["act_3", [], ["act_1"]],
      ["act_2", ["act_4"], []],
    ]);
  });

  it("shows a comment by itself where what it is about is not on the page", () => {
    const alone = row("act_4", { kind: "note", parent: { id: "act_0", title: "Elsewhere", place: null } });
    expect(threadsOf([alone]).map((each) => each.row.id)).toEqual(["act_4"]);
  });

  it("puts together what is still to come", () => {
    const days = daysOf(
      threadsOf([row("act_1", { at: "2099-01-02" }), row("act_2", { at: "2099-01-01" }), row("act_3")]),
    );
    expect(days.map((day) => [day.key, day.threads.length])).toEqual([
      ["planned", 2],
      ["2026-11-20", 1],
    ]);
  });
});
