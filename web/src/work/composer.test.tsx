import "fake-indexeddb/auto";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { waiting } from "@/offline/queue.ts";
import { Toasts } from "@/shared/toast.tsx";
import { language } from "@/words/language.ts";
import { ANN, type Asked, problem, serve, signedIn, unplug } from "../../tests/server.ts";
import { Composer } from "./composer.tsx";
import type { Activity } from "./types.ts";

const ACME = { id: "rel_1", title: "Acme" };
const MADE = { id: "act_1", version: 1, links: [ACME], participants: [] };
const created = ({ body }: Asked) => [201, { ...body, ...MADE }];

beforeEach(() => {
  language.value = "en";
  signedIn("activity.create", "activity.edit");
});

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: false });
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name, hidden: true }));

function open(props: Partial<Parameters<typeof Composer>[0]>, answers: Parameters<typeof serve>[0] = {}) {
  const asked = serve({ "POST /v1/activities": created, "GET /v1/activity-kinds": { data: [] }, ...answers });
  const closed: unknown[] = [];
  const view = render(
    <>
      <Composer kind="phone_call" links={[ACME]} {...props} onClose={() => closed.push(true)} />
      <Toasts />
    </>,
  );
  const sent = () => asked.filter((each) => each.method !== "GET");
  return { sent, closed, ...view };
}

describe("the composer", () => {
  it("logs a call with one click: its subject, direction and time are there", async () => {
    const { sent, closed } = open({});
    expect(field("Subject").value).toBe("Phone call – Acme");
    press("Save");
    await waitFor(() => expect(closed).toHaveLength(1));
    const { body } = sent()[0] as Asked;
    expect(body).toMatchObject({ kind: "phone_call", direction: "out", links: [{ id: "rel_1" }], is_task: false });
    expect(Math.abs(Date.parse(body.starts_at) - Date.now())).toBeLessThan(6 * 60_000);
    expect(body).not.toHaveProperty("ends_at");
  });

  it("saves with Ctrl+Enter, and says what is missing first", async () => {
    const { sent, closed } = open({ kind: "note" });
    field("Text").focus();
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
    await screen.findByText("Say in a few words what it is about");
    await waitFor(() => expect(document.activeElement === field("Subject")).toBe(true));
    expect(sent()).toHaveLength(0);
    type("Subject", "Asked for ovens");
    type("Text", "Wants three.\n\n- before summer");
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(closed).toHaveLength(1));
    expect(sent()[0]?.body.text).toBe("<p>Wants three.</p><ul><li>before summer</li></ul>");
  });

  it("makes a task of it, due at a time, for oneself", async () => {
    const { sent } = open({ kind: "task" });
    type("Subject", "Send the quote");
    type("Due", "2027-01-15");
    fireEvent.input(screen.getByLabelText("At", { exact: true }), { target: { value: "09:00" } });
    press("Save");
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body).toMatchObject({
      is_task: true,
      due_at: "2027-01-15T08:00:00Z",
      assignees: [{ id: ANN.id }],
    });
  });

  it("makes the task that follows at once", async () => {
    const { sent } = open({});
    fireEvent.click(field("Then, a task to follow up"));
    type("What is to be done then", "Call back");
    type("Due", "2027-01-20");
    press("Save");
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]?.body).toEqual({
      kind: "task",
      is_task: true,
      subject: "Call back",
      links: [{ id: "rel_1" }],
      due_on: "2027-01-20",
      parent: { id: "act_1" },
    });
  });

  it("keeps what was typed where it is refused, and tells it at the field", async () => {
    const faults = { errors: [{ field: "subject", code: "too_long", message: "Shorten it." }] };
    const { closed } = open({}, { "POST /v1/activities": () => problem(422, "invalid", faults) });
    type("Text", "All that was said");
    press("Save");
    await waitFor(() => expect(screen.getAllByText("Shorten it.").length).toBeGreaterThan(0));
    expect(field("Text").value).toBe("All that was said");
    expect(closed).toHaveLength(0);
  });

  it("gives the focus to the first field that is wrong, each time", async () => {
    const faults = { errors: [{ field: "number", code: "too_long", message: "Shorten it." }] };
    open({}, { "POST /v1/activities": () => problem(422, "invalid", faults) });
    for (const _ of [1, 2]) {
      field("Text").focus();
      press("Save");
      await waitFor(() => expect(document.activeElement === field("Number")).toBe(true));
    }
    expect(field("Number").closest("details")?.open).toBe(true);
  });

  it("offers the time zones to who looks at what is seldom said", async () => {
    open({});
    const zone = screen.getByLabelText<HTMLSelectElement>("Time zone");
    expect([...zone.options].map((each) => each.value)).toEqual(["Europe/Amsterdam"]);
    const more = zone.closest("details") as HTMLDetailsElement;
    more.open = true;
    fireEvent(more, new Event("toggle"));
    await waitFor(() => expect(zone.options.length).toBeGreaterThan(300));
    expect(zone.value).toBe("Europe/Amsterdam");
  });

  it("has what was typed again after it was closed without saving", async () => {
    const first = open({ kind: "note" });
    type("Subject", "Half a thought");
    await waitFor(() => expect(field("Subject").value).toBe("Half a thought"));
    await new Promise((resolve) => setTimeout(resolve));
    first.unmount();
    open({ kind: "note" });
    expect(field("Subject").value).toBe("Half a thought");
    press("Start afresh");
    await waitFor(() => expect(field("Subject").value).toBe(""));
  });

  it("puts aside what is written without a network, to be sent later", async () => {
    const { closed } = open({});
    unplug();
    press("Save");
    await waitFor(() => expect(closed).toHaveLength(1));
    expect(waiting.value.map((each) => each.body.subject)).toEqual(["Phone call – Acme"]);
  });

  it("names somebody with @, who then takes part", async () => {
    const answers = {
      "GET /v1/users": { data: [{ id: "usr_2", name: "Bram Kuipers", status: "active", kind: "employee" }] },
      "GET /v1/search": { data: [] },
    };
    const { sent } = open({}, answers);
    const text = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Text", hidden: true });
    fireEvent.input(text, { target: { value: "Ask @bra" } });
    const offer = await screen.findByRole("option", { name: /Bram/, hidden: true });
    fireEvent.click(offer);
    expect(text.value).toBe("Ask @Bram Kuipers ");
    press("Save");
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body.participants).toEqual([{ user: { id: "usr_2" } }]);
  });
});

describe("changing an activity", () => {
  const BEFORE = {
    ...MADE,
    kind: "phone_call",
    subject: "Phone call",
    text: "<p>Old</p>",
    direction: "in",
    starts_at: "2026-11-20T09:30:00Z",
    time_zone: "Europe/Amsterdam",
    priority: "normal",
    visibility: "internal",
    is_task: false,
    assignees: [],
    version: 4,
  } as unknown as Activity;

  it("sends only what is different, with the version that was read", async () => {
    const answers = { "PATCH /v1/activities/{id}": ({ body }: Asked) => ({ ...BEFORE, ...body, version: 5 }) };
    const { sent } = open({ activity: BEFORE }, answers);
    expect(field("When").value).toBe("2026-11-20T10:30");
    type("Subject", "Phone call about ovens");
    press("Save");
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.body).toEqual({ subject: "Phone call about ovens" });
    expect(sent()[0]?.headers.get("If-Match")).toBe('"4"');
  });

  it("says what somebody else changed, and saves mine on top when told so", async () => {
    let tries = 0;
    const conflict = { errors: [{ field: "subject", code: "changed", message: "Changed." }], current: { version: 7 } };
    const answers = {
      "PATCH /v1/activities/{id}": ({ body }: Asked) => {
        tries += 1;
        return tries === 1 ? problem(412, "stale_version", conflict) : { ...BEFORE, ...body };
      },
    };
    const { sent, closed } = open({ activity: BEFORE }, answers);
    type("Subject", "Mine");
    press("Save");
    await screen.findByText(/Somebody changed this meanwhile: Subject/);
    expect(field("Subject").value).toBe("Mine");
    press("Save mine");
    await waitFor(() => expect(closed).toHaveLength(1));
    expect(sent()[1]?.headers.get("If-Match")).toBe('"7"');
  });
});
