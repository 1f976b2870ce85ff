import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { renderAt } from "../../../tests/at.tsx";
import { briefOf } from "../../../tests/brief.ts";
import { type Answers, serve, signedIn } from "../../../tests/server.ts";
import RelationCard from "./relation.tsx";
// what a card loads when it is wanted, so that no test waits for it to be compiled
import "@/screens/admin/erase_dialog.tsx";
import "./tabs/saved_report.tsx";
import "./tabs/saved_view.tsx";

const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const AT = "2026-11-20T09:00:00Z";
const PERSON = {
  id: ID,
  type: "relation",
  version: 3,
  created_at: AT,
  updated_at: AT,
  archived_at: null,
  kind: "person",
  display_name: "Jan Visser",
};
const BRIEF = briefOf(PERSON);
const chosen = { kind: "choice", many: false, indexed: true };
const field = (name: string, criteria: object | null = null) => ({
  name,
  of: "relation",
  custom: false,
  may: "write",
  required: false,
  criteria,
  schema: { type: "string" },
});
const SCHEMA = {
  type: "relation",
  plural: "relations",
  summary: "",
  actions: ["read", "edit", "erase"],
  sorts: ["name"],
  fields: [field("display_name"), field("city", chosen)],
  blocks: [
    { kind: "report", record: "rep_1", names: { en: "In figures" }, fields: [] },
    { kind: "view", record: "view_1", names: { en: "Nearby" }, fields: [] },
    { kind: "documents", names: {}, fields: [] },
  ],
};
const PAGE = { next_cursor: null, has_more: false };
const ANSWERS: Answers = {
  "GET /v1/relations/{id}/brief": BRIEF,
  "GET /v1/schema/relation": SCHEMA,
  "GET /v1/relations/{id}/timeline": { data: [], page: PAGE },
  "GET /v1/saved-reports/{id}": {
    id: "rep_1",
    version: 1,
    name: "By town",
    of: "relation",
    criteria: null,
    measures: [{ take: "count" }],
    by: [{ field: "city" }],
  },
  "POST /v1/reports": {
    of: "relation",
    count: 7,
    complete: true,
    measures: [{ take: "count", field: null, currency: null }],
    rows: [{ groups: [{ kind: "value", key: "Almere", title: "Almere" }], figures: ["7"], count: 7 }],
    totals: ["7"],
  },
  "GET /v1/views/{id}": {
    id: "view_1",
    version: 1,
    name: "In Almere",
    of: "relation",
    columns: ["city"],
    sort: "name",
  },
  "POST /v1/relations/search": {
    data: [{ id: ID, version: 3, display_name: "Hamerslag B.V.", city: "Almere" }],
    page: PAGE,
  },
};

const shown = (more: Answers = {}, query = "") => {
  const asked = serve({ ...ANSWERS, ...more });
  renderAt(`/relations/${ID}${query}`, <RelationCard id={ID} />);
  return asked;
};
const tab = async (name: string) => fireEvent.click(await screen.findByRole("tab", { name }));

beforeEach(() => signedIn("relation.read", "relation.edit", "relation.erase", "document.read"));
afterEach(() => forgetAll());

describe("what the organisation put on a card", () => {
  it("asks for figures and rows when one comes to them, and not with the card", async () => {
    const asked = shown();
    const tabs = await screen.findByRole("tablist", { name: "Jan Visser" });
    await waitFor(() => expect(within(tabs).getByRole("tab", { selected: true }).textContent).toBe("Documents"));
    await waitFor(() => expect(asked.map((each) => each.path)).toContain(`/v1/relations/${ID}/timeline`));
    expect(asked).toHaveLength(3);
  });

  it("shows a report as a chart and a table", async () => {
    const asked = shown();
    await tab("In figures");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("rowheader", { name: "Almere" })).toBeTruthy();
    expect(screen.getByRole("link", { name: /By town/ }).getAttribute("href")).toBe("/reports/rep_1");
    expect(asked.find((each) => each.path === "/v1/reports")?.body).toMatchObject({ of: "relation" });
  });

  it("shows the first rows of a view, in its columns and its order", async () => {
    const asked = shown();
    await tab("Nearby");
    expect((await screen.findByRole("link", { name: "Hamerslag B.V." })).getAttribute("href")).toBe(`/relations/${ID}`);
    expect(screen.getAllByRole("columnheader")).toHaveLength(2);
    expect(screen.getByRole("link", { name: /In Almere/ }).getAttribute("href")).toBe("/relations?view=view_1");
    expect(asked.find((each) => each.path.endsWith("/search"))?.body).toMatchObject({ sort: "name", limit: 8 });
  });
});

describe("the tab of a card, in its address", () => {
  const chosen = () => screen.getByRole("tab", { selected: true }).textContent;

  it("stands again after a reload", async () => {
    const asked = shown();
    await tab("Details");
    await waitFor(() => expect(location.search).toBe("?tab=details"));
    cleanup();
    await forgetAll();
    signedIn("relation.read", "document.read");
    asked.length = 0;
    renderAt(location.pathname + location.search, <RelationCard id={ID} />);
    await screen.findByRole("tablist");
    expect(chosen()).toBe("Details");
    await tab("Documents");
    await waitFor(() => expect([chosen(), location.search]).toEqual(["Documents", ""]));
  });

  it("is the first where the address names none that there is, or that the reader may see", async () => {
    shown({}, "?tab=nonsense");
    await waitFor(() => expect(chosen()).toBe("Documents"));
    cleanup();
    shown({}, "?tab=consents");
    await waitFor(() => expect(chosen()).toBe("Documents"));
  });

  it("waits for what the organisation put on it, and asks for nothing else meanwhile", async () => {
    const asked = shown({}, "?tab=report+rep_1");
    await screen.findByRole("table");
    expect(chosen()).toBe("In figures");
    expect(asked.map((each) => each.path)).not.toContain(`/v1/relations/${ID}/timeline`);
  });
});

describe("the privacy of a person", () => {
  const CONSENTS = `/v1/relations/${ID}/consents`;
  const consent = {
    id: "cns_1",
    version: 2,
    purpose: "newsletter",
    state: "withdrawn",
    source: "mail",
    channel: "mail",
  };

  it("tells what they agreed to and withdrew", async () => {
    signedIn("relation.read", "consent.read", "consent.edit");
    const data = [{ ...consent, at: "2026-11-20T09:00:00Z", text: "Yes, every month." }];
    const asked = shown({ "GET /v1/relations/{id}/consents": { data, page: PAGE } });
    fireEvent.click(await screen.findByRole("menuitem", { name: "Consents", hidden: true }));
    expect(await screen.findByText("newsletter")).toBeTruthy();
    expect(screen.getByText("Withdrawn")).toBeTruthy();
    expect(screen.getByText("Yes, every month.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Edit: newsletter" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Add a consent" })).toBeNull();
    expect(asked.some((each) => each.path === CONSENTS)).toBe(true);
  });

  it("shows what goes before somebody is forgotten, and asks why", async () => {
    const preview = { removed: { relation: 1 }, scrubbed: {}, stays: {}, open_work: [], complete: true };
    const asked = shown({
      "GET /v1/relations/{id}/erasure": preview,
      "POST /v1/relations/{id}/erase": { id: "era_1", state: "asked" },
    });
    fireEvent.click(await screen.findByRole("menuitem", { name: "Forget this person…", hidden: true }));
    const dialog = await screen.findByRole("dialog", { hidden: true });
    expect(await within(dialog).findByText(/1 relation/)).toBeTruthy();
    fireEvent.change(within(dialog).getByLabelText(/Why/), { target: { value: "request" } });
    fireEvent.submit(dialog.querySelector("form") as HTMLFormElement);
    await waitFor(() =>
      expect(asked.find((each) => each.path.endsWith("/erase"))?.body).toMatchObject({ reason: "request" }),
    );
  });

  it("is offered to who may only", async () => {
    signedIn("relation.read");
    shown({ "GET /v1/schema/relation": { ...SCHEMA, actions: ["read"] } });
    await screen.findByRole("menuitem", { name: "History", hidden: true });
    expect(screen.queryByRole("menuitem", { name: "Consents", hidden: true })).toBeNull();
    expect(screen.queryByRole("menuitem", { name: "Forget this person…", hidden: true })).toBeNull();
  });
});
