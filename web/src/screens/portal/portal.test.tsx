import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";
import { forgetAll, me } from "@/api/session.ts";
import { speak } from "@/words/language.ts";
import { renderAt } from "../../../tests/at.tsx";
import { ANN, problem, serve, signedIn } from "../../../tests/server.ts";
import PortalActivities from "./activities.tsx";
import PortalActivity from "./activity.tsx";
import PortalDocument from "./document.tsx";
import PortalStart from "./index.tsx";

const ACTION = {
  id: "act_1",
  type: "activity",
  title: "Sign the offer",
  kind: "task",
  due_on: "2020-01-01",
  participants: [{ name: "Jan Visser", me: true, part: "to" }],
  assignees: [{ name: "Jan Visser", me: true }],
  relations: [{ id: "rel_1", title: "Hamerslag" }],
  mine: true,
  comments: [],
};
const START = {
  name: "Jan Visser",
  last_visit_at: null,
  relations: [{ id: "rel_1", type: "relation", title: "Hamerslag", part: "accountant", city: "Almere" }],
  news: [
    {
      kind: "shared",
      at: "2026-11-23T09:00:00Z",
      by: "Bram",
      record: { id: "doc_1", type: "document", title: "Offer" },
    },
  ],
  counts: { open_actions: 1, new_documents: 1, upcoming_appointments: 0 },
  launchpad: [
    { id: "lnk_1", title: "Dealer shop", url: "https://shop.example", description: null, sign: true },
    { id: "lnk_2", title: "Odd", url: "javascript:alert(1)", description: null, sign: false },
  ],
};
const DOCUMENT = {
  id: "doc_1",
  type: "document",
  title: "Offer",
  current: 1,
  at: "2026-11-23T09:00:00Z",
  for_viewing: true,
  relations: [],
};
const PAGES = {
  version: 1,
  file_name: "offer.pdf",
  number: 1,
  expires_at: "2026-11-23T10:00:00Z",
  pages: [{ page: 1, url: "https://files.example/1.png" }],
};
const listed = (...data: unknown[]) => ({ data, page: { next_cursor: null, has_more: false }, complete: true });

beforeEach(async () => {
  await forgetAll();
  signedIn("portal.read", "portal.do");
  me.value = { ...me.value!, ...ANN, kind: "outsider" } as typeof me.value;
  speak("en");
});

it("begins with what is to be done by them, and what is new", async () => {
  const others = { ...ACTION, id: "act_2", title: "Prepare the bicycles", mine: false };
  const asked = serve({
    "GET /v1/portal": START,
    "GET /v1/portal/activities": ({ query }) => (query.when === "open" ? listed(ACTION, others) : listed()),
  });
  render(<PortalStart />);
  const todo = (await screen.findByRole("link", { name: "Sign the offer" })).closest("section")!;
  expect(todo.textContent).toContain("Overdue");
  expect(todo.textContent).not.toContain("Prepare the bicycles");
  expect((await screen.findByRole("link", { name: "Offer" })).getAttribute("href")).toBe("/portal/documents/doc_1");
  await screen.findByText(/Accountant · Almere/);
  expect(asked).toHaveLength(3);
});

it("tells what is to be done by them from what others are at work on, on the screen of all work too", async () => {
  const others = { ...ACTION, id: "act_2", title: "Prepare the bicycles", mine: false };
  const page = { next_cursor: "next", has_more: true };
  serve({
    "GET /v1/portal/activities": ({ query }) =>
      query.when !== "open" || query.cursor ? listed(ACTION) : { ...listed(others), page },
  });
  renderAt("/portal/activities", <PortalActivities />);
  await screen.findByRole("link", { name: "Prepare the bicycles" });
  const under = (heading: string) => screen.getByRole("heading", { name: heading }).closest("section")!.textContent;
  expect(under("Others are at work on")).toContain("Prepare the bicycles");
  expect(screen.queryByText("Nothing waits for you.")).toBeNull(); // what comes yet is not known
  fireEvent.click(screen.getByRole("button", { name: "Show more" }));
  await screen.findByRole("link", { name: "Sign the offer" });
  expect(under("To be done by you")).toContain("Sign the offer");
  expect(under("To be done by you")).not.toContain("Prepare the bicycles");
  fireEvent.click(screen.getByRole("tab", { name: "All" }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "To be done by you" })).toBeNull());
  expect(location.search).toBe("?tab=all");
});

it("says that nothing is to be done by them beside what others are at work on", async () => {
  serve({ "GET /v1/portal/activities": listed({ ...ACTION, mine: false }) });
  renderAt("/portal/activities", <PortalActivities />);
  await screen.findByRole("link", { name: "Sign the offer" });
  screen.getByText("Nothing waits for you.");
});

it.each([
  [null, "New for you"],
  ["2026-11-20T09:00:00Z", "New since your last visit"],
])("calls what is new so that it fits whether they were here before (%s)", async (last_visit_at, heading) => {
  serve({ "GET /v1/portal": { ...START, last_visit_at }, "GET /v1/portal/activities": listed() });
  render(<PortalStart />);
  const told = await screen.findByRole("heading", { name: /^New/ });
  expect(told.textContent).toBe(heading);
});

it("sends the token of a signed link by a form to a new tab, and never in an address", async () => {
  serve({
    "GET /v1/portal": START,
    "GET /v1/portal/activities": listed(),
    "POST /v1/portal/launchpad/{id}/open": { url: "https://shop.example/in", token: "signed.token" },
  });
  const sent: string[] = [];
  vi.spyOn(HTMLFormElement.prototype, "submit").mockImplementation(function (this: HTMLFormElement) {
    sent.push(this.method, this.action, this.target, (this.elements.namedItem("token") as HTMLInputElement).value);
  });
  render(<PortalStart />);
  fireEvent.click(await screen.findByRole("button", { name: /Dealer shop/ }));
  await waitFor(() => expect(sent).toEqual(["post", "https://shop.example/in", "_blank", "signed.token"]));
  expect(document.querySelector("form[action]")).toBeNull();
  expect(screen.getByText("Odd", { exact: false }).closest("a")).toBeNull();
});

it("completes an action with what came of it, and keeps that where it is refused", async () => {
  let refuses = true;
  const asked = serve({
    "GET /v1/portal/activities/{id}": ACTION,
    "POST /v1/portal/activities/{id}/complete": ({ body }) =>
      refuses
        ? problem(409, "busy", { detail: "Somebody changed it." })
        : { ...ACTION, mine: false, outcome: body.outcome },
  });
  render(<PortalActivity id="act_1" />);
  fireEvent.input(await screen.findByLabelText("What came of it?"), { target: { value: "Signed" } });
  fireEvent.click(screen.getByRole("button", { name: "It is done" }));
  await screen.findByText("Somebody changed it.");
  expect((screen.getByLabelText("What came of it?") as HTMLTextAreaElement).value).toBe("Signed");
  refuses = false;
  fireEvent.click(screen.getByRole("button", { name: "It is done" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "It is done" })).toBeNull());
  expect(asked.filter((each) => each.path.endsWith("/complete")).map((each) => each.body)).toEqual([
    { outcome: "Signed" },
    { outcome: "Signed" },
  ]);
});

it("leads from an action to the document that it is about", async () => {
  serve({ "GET /v1/portal/activities/{id}": { ...ACTION, documents: [{ id: "doc_1", title: "Offer 2027" }] } });
  render(<PortalActivity id="act_1" />);
  const link = await screen.findByRole("link", { name: "Offer 2027" });
  expect(link.getAttribute("href")).toBe("/portal/documents/doc_1");
});

it("says something once, however often it is sent", async () => {
  let reachable = false;
  const asked = serve({
    "GET /v1/portal/activities/{id}": ACTION,
    "POST /v1/portal/activities/{id}/comments": ({ body }) => {
      if (!reachable) throw new TypeError("Failed to fetch");
      const text = `<p>${body.text.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</p>`; // as the API keeps it
      return [201, { id: "act_9", at: "2026-11-23T10:00:00Z", text, by: "Jan", mine: true }];
    },
  });
  render(<PortalActivity id="act_1" />);
  fireEvent.input(await screen.findByLabelText("Say something"), { target: { value: "<b>Tuesday</b> suits us" } });
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await screen.findByText("There is no connection. What you typed is still here.");
  reachable = true;
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  await screen.findByText("<b>Tuesday</b> suits us");
  const keys = asked.filter((each) => each.method === "POST").map((each) => each.headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it("offers no file of what is for viewing only, and its pages when they are wanted", async () => {
  const asked = serve({
    "GET /v1/portal/documents/{id}/pages": PAGES,
    "GET /v1/portal/documents/{id}": DOCUMENT,
  });
  render(<PortalDocument id="doc_1" />);
  const look = await screen.findByRole("button", { name: "Look at the pages" });
  expect(screen.queryByRole("button", { name: "Download" })).toBeNull();
  expect(asked.some((each) => each.path.endsWith("/pages"))).toBe(false);
  fireEvent.click(look);
  expect((await screen.findByAltText("Page 1 of 1")).getAttribute("src")).toBe("https://files.example/1.png");
});

it("shows the pages alone once they came", async () => {
  let fails = true;
  serve({
    "GET /v1/portal/documents/{id}/pages": () => (fails ? problem(500, "internal") : PAGES),
    "GET /v1/portal/documents/{id}": DOCUMENT,
  });
  render(<PortalDocument id="doc_1" />);
  fireEvent.click(await screen.findByRole("button", { name: "Look at the pages" }));
  const again = await screen.findByRole("button", { name: "Try again" });
  fails = false;
  fireEvent.click(again);
  await screen.findByAltText("Page 1 of 1");
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says in their language that somebody else was first, and keeps what was typed", async () => {
  speak("de");
  serve({
    "GET /v1/portal/activities/{id}": ACTION,
    "POST /v1/portal/activities/{id}/complete": () =>
      problem(409, "conflict", { detail: "This task was done at 2026-11-23T10:00:00Z; reopen it first." }),
  });
  render(<PortalActivity id="act_1" />);
  const outcome = (await screen.findByLabelText("Was ist dabei herausgekommen?")) as HTMLTextAreaElement;
  fireEvent.input(outcome, { target: { value: "Signed" } });
  fireEvent.click(screen.getByRole("button", { name: "Es ist erledigt" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Das hat inzwischen jemand anders erledigt.");
  expect(outcome.value).toBe("Signed");
});
