import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { longDay } from "@/words/format.ts";
import { language } from "@/words/language.ts";
import type { Row } from "@/work/types.ts";
import "@/work/composer.tsx"; // comes later in the calendar: a busy machine takes longer to compile it than a test waits
import { ANN, type Answers, type Asked, serve, signedIn } from "../../../tests/server.ts";
import { type Event, eventOf, onDay, placed, together } from "./events.ts";
import Calendar from "./index.tsx";
import { movedBy } from "./moving.ts";
import { daysOf, step } from "./range.ts";

const row = (id: string, more: Partial<Row>): Row =>
  ({
    id,
    type: "activity",
    title: id,
    subject: id,
    version: 3,
    kind: "appointment",
    links: [],
    participants: [],
    assignees: [],
    ...more,
  }) as Row;
const VISIT = row("act_1", { subject: "Visit", starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T10:30:00Z" });
const CALL = row("act_2", { subject: "Call", starts_at: "2026-11-24T09:30:00Z" });
const QUOTE = row("act_3", { subject: "Quote", kind: "task", is_task: true, due_on: "2026-11-26" });

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:00:00Z") });
  await forgetAll();
  language.value = "en";
  signedIn("activity.create", "activity.edit");
  history.replaceState(null, "", "/calendar?view=week&day=2026-11-24");
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the days of a calendar", () => {
  it("are whole weeks from Monday on", () => {
    expect(daysOf("week", "2026-11-29")).toEqual([..."3456789"].map((digit) => `2026-11-2${digit}`));
    const november = daysOf("month", "2026-11-15");
    expect([november[0], november.at(-1), november.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
    expect(step("month", "2026-01-31", 1)).toBe("2026-02-01");
    expect(step("week", "2026-12-30", 1)).toBe("2027-01-06");
  });

  it("have what takes place and what is due, in the reader's time, each once", () => {
    const events = together([
      [eventOf(VISIT, "usr_1"), eventOf(QUOTE, "usr_1")] as Event[],
      [eventOf(VISIT, "usr_2")] as Event[],
    ]);
    expect(events.map(({ row: { id }, start, allDay, due, whose }) => [id, start, allDay, due, whose])).toEqual([
      ["act_1", "2026-11-24T10:00", false, false, ["usr_1", "usr_2"]],
      ["act_3", "2026-11-26T00:00", true, true, ["usr_1"]],
    ]);
    expect(
      eventOf(row("act_4", { is_task: true, due_on: "2026-11-20", done_at: "2026-11-20T10:00:00Z" }), "usr_1"),
    ).toBeNull();
  });

  it("show what lasts over midnight on both days", () => {
    const night = eventOf(
      row("act_5", { starts_at: "2026-11-24T21:00:00Z", ends_at: "2026-11-25T02:00:00Z" }),
      "u",
    ) as Event;
    expect(
      ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"].filter((day) => onDay([night], day).length),
    ).toEqual(["2026-11-24", "2026-11-25"]);
  });

  it("put beside each other what overlaps", () => {
    const events = [eventOf(VISIT, "u"), eventOf(CALL, "u")] as Event[];
    const told = placed(events, "2026-11-24").map(({ from, until, column, columns }) => [from, until, column, columns]);
    expect(told).toEqual([
      [600, 690, 0, 2],
      [630, 660, 1, 2],
    ]);
  });

  it("move what lasts as long as before", () => {
    const moved = movedBy(eventOf(VISIT, "u") as Event, 1, 30);
    expect([moved.start, moved.end]).toEqual(["2026-11-25T10:30", "2026-11-25T12:00"]);
  });
});

describe("the calendar", () => {
  const open = (answers: Answers = {}) => {
    const asked = serve({
      [`GET /v1/users/${ANN.id}/timeline`]: { data: [VISIT, QUOTE], page: { next_cursor: null, has_more: false } },
      "PATCH /v1/activities/{id}": ({ body }: Asked) => ({ id: "act_1", version: 4, ...body }),
      "GET /v1/activity-kinds": { data: [] },
      ...answers,
    });
    render(
      <>
        <Calendar />
        <Toasts />
      </>,
    );
    return asked;
  };

  it("asks for its days only, once", async () => {
    const asked = open();
    await screen.findByText("Visit");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.query).toMatchObject({ from: "2026-11-23", until: "2026-11-29" });
  });

  it("moves an appointment with Shift and an arrow, and back", async () => {
    const asked = open();
    fireEvent.keyDown((await screen.findByText("Visit")).closest("a") as HTMLElement, {
      key: "ArrowRight",
      shiftKey: true,
    });
    await screen.findByText(`“Visit” is now on ${longDay("2026-11-25")}`);
    const [moved] = asked.filter((each) => each.method === "PATCH");
    expect(moved?.body).toEqual({ starts_at: "2026-11-25T09:00:00Z", ends_at: "2026-11-25T10:30:00Z" });
    expect(moved?.headers.get("If-Match")).toBe('"3"');
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(asked.filter((each) => each.method === "PATCH").at(-1)?.body.starts_at).toBe("2026-11-24T09:00:00Z"),
    );
  });

  it("takes several moves on end as one: each as of the version of the one before, and back to the first", async () => {
    let version = 10;
    let slow = () => {};
    const answered = new Promise<void>((resolve) => {
      slow = resolve;
    });
    const asked = open({
      "PATCH /v1/activities/{id}": async () => {
        await answered;
        version += 1;
        return { id: "act_1", version };
      },
    });
    const event = () => screen.getByText("Visit").closest("a") as HTMLElement;
    await screen.findByText("Visit");
    const day = event().parentElement;
    fireEvent.keyDown(event(), { key: "ArrowRight", shiftKey: true });
    await waitFor(() => expect(event().parentElement).not.toBe(day));
    fireEvent.keyDown(event(), { key: "ArrowDown", shiftKey: true });
    slow();
    await screen.findByText(`“Visit” is now on ${longDay("2026-11-25")}`);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    const changes = () => asked.filter((each) => each.method === "PATCH");
    await waitFor(() => expect(changes()).toHaveLength(3));
    expect(changes().map((each) => each.body.starts_at)).toEqual([
      "2026-11-25T09:00:00Z",
      "2026-11-25T09:30:00Z",
      "2026-11-24T09:00:00Z",
    ]);
    expect(
      changes()
        .slice(1)
        .map((each) => each.headers.get("If-Match")),
    ).toEqual(['"11"', '"12"']);
  });

  it("leaves what is over where it was", async () => {
    vi.setSystemTime(new Date("2026-11-25T08:00:00Z"));
    const asked = open();
    fireEvent.keyDown((await screen.findByText("Visit")).closest("a") as HTMLElement, {
      key: "ArrowRight",
      shiftKey: true,
    });
    expect(asked.filter((each) => each.method === "PATCH")).toEqual([]);
  });

  it("moves a task by its due date", async () => {
    const asked = open();
    fireEvent.keyDown((await screen.findByText("Quote")).closest("a") as HTMLElement, {
      key: "ArrowLeft",
      shiftKey: true,
    });
    await waitFor(() => expect(asked.find((each) => each.method === "PATCH")?.body).toEqual({ due_on: "2026-11-25" }));
  });

  it("makes an appointment on a day that is pressed", async () => {
    open();
    await screen.findByText("Visit");
    fireEvent.click(screen.getByTitle(`New on ${longDay("2026-11-27")}`));
    const start = await screen.findByLabelText<HTMLInputElement>("From");
    expect(start.value).toBe("2026-11-27T09:00");
  });
});
