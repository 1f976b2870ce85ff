import { cleanup, fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll, me } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { language } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { ANN, type Asked, serve, signedIn } from "../../../tests/server.ts";
import Today from "./index.tsx";

const task = (id: string, group: string, more = {}) => ({
  id,
  type: "activity",
  version: 1,
  title: id,
  subject: id,
  kind: "task",
  is_task: true,
  group,
  links: [],
  participants: [],
  assignees: [{ id: ANN.id, title: "Ann" }],
  through: null,
  ...more,
});
const list = (...data: unknown[]) => ({
  data,
  page: { next_cursor: null, has_more: false },
  counts: { overdue: 1, today: 0, upcoming: 1, waiting: 0, at_least: false },
  complete: true,
  time_zone: "Europe/Amsterdam",
});
const NOTHING = { data: [], page: { next_cursor: null, has_more: false } };
const QUEUE = { id: "tem_1", title: "Sales" };

beforeEach(async () => {
  await forgetAll();
  language.value = "en";
  signedIn("activity.create", "activity.edit", "activity.read");
});

function open(answers: Parameters<typeof serve>[0], address = "/") {
  const asked = serve({
    "GET /v1/users/{id}/timeline": NOTHING,
    "GET /v1/me/layouts": { data: [] },
    "GET /v1/activity-kinds": { data: [] },
    ...answers,
  });
  renderAt(
    address,
    <>
      <main>
        <Today />
      </main>
      <Toasts />
    </>,
  );
  return asked;
}

describe("today", () => {
  it("shows what is overdue first, with counts, in three requests", async () => {
    const asked = open({ "GET /v1/worklist": list(task("Quote", "overdue"), task("Visit", "upcoming")) });
    await screen.findByText("Quote");
    const headings = screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent);
    expect(headings.slice(0, 2)).toEqual(["Overdue 1", "Upcoming 1"]);
    expect(asked).toHaveLength(3);
  });

  it("calls kinds as the organisation does, without asking for them", async () => {
    const call = { key: "phone_call", label: "Belletje", labels: { en: "Ring" } };
    me.value = { ...ANN, rights: ["activity.create", "activity.read"], activity_kinds: [call] };
    const asked = open({ "GET /v1/worklist": list() });
    await waitFor(() => expect(asked).toHaveLength(3));
    expect(screen.getByRole("button", { name: "Ring" })).toBeTruthy();
    expect(asked.map((each) => each.path)).not.toContain("/v1/activity-kinds");
  });

  it("says what to do where there is nothing", async () => {
    open({
      "GET /v1/worklist": { ...list(), counts: { overdue: 0, today: 0, upcoming: 0, waiting: 0, at_least: false } },
    });
    await screen.findByText("Nothing to do");
    expect(screen.getAllByRole("button", { name: "New task" })).toHaveLength(2);
  });

  it("leads to the report that the organisation put there", async () => {
    const blocks = [{ kind: "report", record: "rep_1", names: {}, fields: [] }];
    open({
      "GET /v1/me/layouts": { data: [{ of: "start", blocks }] },
      "GET /v1/saved-reports/{id}": { id: "rep_1", version: 1, name: "By status", of: "relation" },
    });
    await screen.findByRole("heading", { name: "By status" });
    expect(screen.getByRole("link", { name: "Open" }).getAttribute("href")).toBe("/reports/rep_1");
  });

  it("takes a task from the queue of a team", async () => {
    const mine = me.value as NonNullable<typeof me.value>;
    me.value = { ...mine, teams: [QUEUE] } as typeof mine;
    const asked = open({
      "GET /v1/worklist": ({ query }: Asked) => {
        const queued = task("Complaint", "overdue", { assignees: [QUEUE], through: QUEUE });
        return query.teams === "true" ? list(queued) : list(task("Quote", "overdue"));
      },
      "POST /v1/activities/{id}/take": { id: "Complaint" },
    });
    fireEvent.click(await screen.findByLabelText("With my teams"));
    await screen.findByText("Queue of Sales");
    fireEvent.click(screen.getByRole("button", { name: "Take" }));
    await screen.findByText("It is yours now");
    expect(asked.some((each) => each.path === "/v1/activities/Complaint/take")).toBe(true);
  });

  it("is of whom its address says, but for a team that one is not in", async () => {
    const mine = me.value as NonNullable<typeof me.value>;
    me.value = { ...mine, teams: [QUEUE] } as typeof mine;
    const asked = open({ "GET /v1/worklist": list(task("Quote", "overdue")) }, "/?whose=teams");
    await screen.findByText("Quote");
    expect(asked.find((each) => each.path === "/v1/worklist")?.query.teams).toBe("true");
    fireEvent.change(screen.getByLabelText("Team"), { target: { value: QUEUE.id } });
    await waitFor(() => expect(location.search).toBe(`?whose=${QUEUE.id}`));
    fireEvent.click(screen.getByLabelText("Mine"));
    await waitFor(() => expect(location.search).toBe(""));
    cleanup();
    open({ "GET /v1/worklist": list(task("Quote", "overdue")) }, "/?whose=tem_9");
    await screen.findByText("Quote");
    expect((screen.getByLabelText("Mine") as HTMLInputElement).checked).toBe(true);
  });

  it("is walked and ticked off with the keys", async () => {
    const asked = open({
      "GET /v1/worklist": list(task("Quote", "overdue"), task("Visit", "upcoming")),
      "POST /v1/activities/{id}/complete": { id: "Visit", subject: "Visit" },
    });
    await screen.findByText("Quote");
    expect(fireEvent.keyDown(document.body, { key: "ArrowDown" })).toBe(true); // it scrolls
    expect(document.activeElement).toBe(document.body);
    fireEvent.keyDown(document.body, { key: "j" });
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown" });
    expect(document.activeElement?.textContent).toBe("Visit");
    fireEvent.keyDown(document.activeElement as Element, { key: "x" });
    await waitFor(() => expect(asked.some((each) => each.path === "/v1/activities/Visit/complete")).toBe(true));
  });

  describe("once a task is ticked off", () => {
    const focused = () => document.activeElement;
    const done = new Set<string>();
    const begin = async (...names: string[]) => {
      done.clear();
      open({
        "GET /v1/worklist": () => list(...names.filter((each) => !done.has(each)).map((each) => task(each, "overdue"))),
        "POST /v1/activities/{id}/complete": ({ ids }: Asked) => {
          done.add(ids.id as string);
          return { id: ids.id, subject: ids.id };
        },
        "POST /v1/activities/{id}/reopen": ({ ids }: Asked) => {
          done.delete(ids.id as string);
          return { id: ids.id };
        },
      });
      await screen.findByText("Quote");
    };
    const gone = (name: string) =>
      waitFor(() => expect(screen.queryByRole("link", { name })).toBeNull(), { timeout: 3_000 });
    const press = (key: string) => fireEvent.keyDown(focused() ?? document.body, { key });

    it("the next one has the focus, of the last the one before, and of the only one the title", async () => {
      await begin("Quote", "Visit", "Call");
      for (const key of ["j", "j", "x"]) press(key);
      await gone("Visit");
      await waitFor(() => expect(focused()?.textContent).toBe("Call"));
      press("x");
      await gone("Call");
      await waitFor(() => expect(focused()?.textContent).toBe("Quote"));
      press("x");
      await gone("Quote");
      await waitFor(() => expect(focused()?.tagName).toBe("H1"));
    });

    it("the focus stays where one went meanwhile", async () => {
      await begin("Quote", "Visit");
      for (const key of ["j", "x"]) press(key);
      screen.getByRole("button", { name: "New task" }).focus();
      await gone("Quote");
      expect(focused()?.textContent).toContain("New task");
    });

    it("nobody who pressed elsewhere is called back", async () => {
      await begin("Quote", "Visit");
      for (const key of ["j", "x"]) press(key);
      fireEvent.pointerDown(screen.getByRole("heading", { level: 1 }));
      (focused() as HTMLElement).blur();
      await gone("Quote");
      expect(focused()).toBe(document.body);
    });

    it("the tick keeps the focus while it is sent, and what one came from has it after an undo", async () => {
      await begin("Quote", "Visit");
      const tick = screen.getByRole("button", { name: "Tick off: Quote" });
      tick.focus();
      fireEvent.click(tick);
      await waitFor(() => expect(tick.getAttribute("aria-disabled")).toBe("true"));
      expect(focused()).toBe(tick);
      expect(tick.hasAttribute("disabled")).toBe(false);
      await gone("Quote");
      await waitFor(() => expect(focused()?.textContent).toBe("Visit"));
      const undo = screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement;
      undo.focus();
      fireEvent.click(undo);
      await screen.findByRole("link", { name: "Quote" });
      expect(focused()?.textContent).toBe("Visit");
    });
  });

  it("puts a task off to tomorrow, with a way back", async () => {
    const asked = open({
      "GET /v1/worklist": list(task("Quote", "overdue")),
      "POST /v1/activities/{id}/follow-up": { id: "Quote" },
    });
    await screen.findByText("Quote");
    fireEvent.click(screen.getByRole("menuitem", { name: "Put off: Tomorrow", hidden: true }));
    await screen.findByText(/^Put off until \d/);
    fireEvent.click(screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement);
    await waitFor(() =>
      expect(asked.filter((each) => each.path.endsWith("/follow-up")).map((each) => each.body.until)).toEqual([
        expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        null,
      ]),
    );
  });
});
