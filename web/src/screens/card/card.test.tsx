import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { routeBy } from "@/shell/routing.ts";
import { renderAt } from "../../../tests/at.tsx";
import { type Answers, serve, signedIn } from "../../../tests/server.ts";
import RelationCard from "./relation.tsx";

const ID = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BC";
const OTHER = "rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9BD";
const AT = "2026-11-20T09:00:00Z";
const RELATION = {
  id: ID,
  type: "relation",
  version: 3,
  created_at: AT,
  created_by: "usr_1",
  updated_at: AT,
  updated_by: "usr_1",
  archived_at: null,
  kind: "company",
  name: "Hamerslag B.V.",
  display_name: "Hamerslag B.V.",
  city: "Almere",
  status: ["customer"],
  completeness: 60,
  missing: ["website", "vat_number"],
  channels: [
    { kind: "phone", value: "036 530 12 34", normal: "+31365301234", default: true, business: false },
    {
      kind: "email",
      value: "info@hamerslag.example",
      normal: "info@hamerslag.example",
      default: true,
      business: false,
    },
  ],
};
const JAN = {
  id: "con_1",
  display_name: "Jan Visser",
  function: "Purchaser",
  primary: true,
  channels: [],
  reached_by: [
    { kind: "mobile", value: "06 12345678", normal: "+31612345678", default: true, business: true, source: "own" },
  ],
};
const BRIEF = {
  relation: RELATION,
  contacts: [JAN],
  open_tasks: [],
  last_touches: [],
  next: [],
  counts: { contacts: 1, open_tasks: 0, documents: 0 },
  duplicates: 1,
  following: false,
  complete: true,
};
const text = { type: "string", maxLength: 120 };
const field = (name: string, schema: object = text) => ({
  name,
  of: "relation",
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema,
});
const SCHEMA = {
  type: "relation",
  plural: "relations",
  summary: "",
  actions: ["read", "edit", "delete", "merge", "export"],
  sorts: ["name"],
  fields: [
    field("name"),
    field("vat_number"),
    field("channels", { type: "array", items: { $ref: "#/$defs/KnownChannel" } }),
  ],
  blocks: [
    { kind: "contacts", names: {}, fields: [] },
    { kind: "documents", names: { en: "Papers" }, fields: [] },
  ],
};

const ANSWERS: Answers = {
  "GET /v1/relations/{id}/brief": BRIEF,
  "GET /v1/schema/relation": SCHEMA,
  "GET /v1/relations/{id}/timeline": { data: [], page: { next_cursor: null, has_more: false } },
};

const shown = (more: Answers = {}, query = "") => {
  const asked = serve({ ...more, ...ANSWERS, ...more });
  renderAt(
    `/relations/${ID}${query}`,
    <>
      <RelationCard id={ID} />
      <Toasts />
    </>,
  );
  return asked;
};

beforeEach(() => signedIn("relation.read", "relation.edit", "document.read", "activity.read", "activity.create"));
afterEach(() => forgetAll());

describe("the card of a relation", () => {
  it("tells at a glance who this is and how to reach it", async () => {
    shown();
    expect(await screen.findByRole("heading", { level: 1, name: "Hamerslag B.V." })).toBeTruthy();
    await waitFor(() => expect(document.title).toBe("Hamerslag B.V. · Relata"));
    expect(screen.getByText("Customer")).toBeTruthy();
    expect(screen.getByRole("link", { name: /036 530 12 34/ }).getAttribute("href")).toBe("tel:+31365301234");
    expect(screen.getByRole("link", { name: "Mail" }).getAttribute("href")).toBe("mailto:info@hamerslag.example");
    expect(screen.getByRole("link", { name: "Jan Visser" }).getAttribute("href")).toBe("/contacts/con_1");
  });

  it("asks three things of the API", async () => {
    const asked = shown();
    await screen.findByRole("heading", { level: 1 });
    await waitFor(() => expect(asked.length).toBe(3));
    await new Promise((after) => setTimeout(after, 50));
    expect(asked).toHaveLength(3);
  });

  it("is laid out as the organisation says", async () => {
    shown();
    const tabs = await screen.findByRole("tablist", { name: "Hamerslag B.V." });
    await waitFor(() => expect(within(tabs).getAllByRole("tab")[0]?.textContent).toBe("Papers"));
    expect(screen.getByRole("region", { name: "Contacts" })).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Open" })).toBeNull();
  });

  it("tells what is missing, and opens the field of it", async () => {
    shown();
    fireEvent.click(await screen.findByRole("menuitem", { name: "Fill in: VAT number", hidden: true }));
    const dialog = await screen.findByRole("dialog", { hidden: true });
    expect(await within(dialog).findByLabelText("VAT number")).toBeTruthy();
    expect(within(dialog).queryByLabelText("Name")).toBeNull();
  });

  it("leads to what is likely the same", async () => {
    shown({
      "POST /v1/duplicates/check": {
        data: [{ id: OTHER, title: "Hamerslag BV", place: "Almere", score: 92, reasons: [], masked: false }],
      },
    });
    fireEvent.click(await screen.findByRole("button", { name: /1 possible duplicate/ }));
    const link = await screen.findByRole("link", { name: "Compare and merge", hidden: true });
    expect(link.getAttribute("href")).toBe(`/merge/relation?ids=${ID},${OTHER}`);
  });

  it("is followed, and no longer by undo", async () => {
    const asked = shown({
      "PUT /v1/me/subscriptions/records/{id}": {},
      "DELETE /v1/me/subscriptions/records/{id}": undefined,
    });
    fireEvent.click(await screen.findByRole("button", { name: "Follow" }));
    const following = await screen.findByRole("button", { name: "Follow no longer" });
    expect(following.hasAttribute("aria-pressed")).toBe(false); // its name says it already
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("button", { name: "Follow" })).toBeTruthy();
    expect(asked.map((each) => each.method)).toContain("DELETE");
  });

  it("edits by the key e, and not while one types", async () => {
    shown();
    await screen.findByRole("heading", { level: 1 });
    await screen.findByRole("button", { name: "Edit" });
    const input = document.body.appendChild(document.createElement("input"));
    fireEvent.keyDown(input, { key: "e" });
    input.remove();
    expect(screen.queryByRole("dialog", { hidden: true })).toBeNull();
    await waitFor(() => {
      fireEvent.keyDown(document.body, { key: "e" });
      expect(screen.getByRole("dialog", { hidden: true })).toBeTruthy();
    });
  });

  it("offers nothing that the reader may not do, by a button or by a key", async () => {
    signedIn("relation.read", "activity.read");
    shown({ "GET /v1/schema/relation": { ...SCHEMA, actions: ["read"] } });
    await screen.findByRole("link", { name: "Jan Visser" });
    for (const key of ["e", "p", "t", "l", "n"]) fireEvent.keyDown(document.body, { key });
    expect(screen.queryByRole("dialog", { hidden: true })).toBeNull();
    expect(screen.queryAllByRole("button", { name: /^(Add|Edit)/ })).toEqual([]);
  });

  it("leads on to the one that stayed, where it became one with another", async () => {
    const went: string[] = [];
    routeBy((to) => went.push(to));
    shown({
      "GET /v1/relations/{id}/brief": [404, { status: 404, code: "not_found" }],
      "GET /v1/relations/{id}": { ...RELATION, id: OTHER },
    });
    await waitFor(() => expect(went).toEqual([`/relations/${OTHER}`]));
  });

  it("says so where there is nothing, and leads on to the list", async () => {
    shown({ "GET /v1/relations/{id}/brief": [404, { status: 404, code: "not_found" }] });
    const note = within(await screen.findByRole("alert"));
    expect(note.getByRole("link", { name: "Relations" }).getAttribute("href")).toBe("/relations");
    expect(note.queryByRole("button")).toBeNull();
  });

  it("can be asked for again where it could not be told", async () => {
    shown({ "GET /v1/relations/{id}/brief": () => [500, { status: 500, code: "internal" }] });
    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("shows what others see of it in words, and what it was in its history", async () => {
    shown({
      "GET /v1/relations/{id}/history": {
        data: [
          { version: 3, action: "updated", at: AT, by: "usr_1", changed: { vat_number: { was: "NL1", now: "NL2" } } },
          { version: 1, action: "created", at: "2026-11-01T09:00:00Z", by: "usr_1", changed: {} },
        ],
        page: { next_cursor: null, has_more: false },
      },
      "GET /v1/users": { data: [{ id: "usr_1", name: "Ann Smit", status: "active", kind: "employee" }] },
      "GET /v1/relations/{id}": RELATION,
      "PATCH /v1/relations/{id}": ({ body }: { body: object }) => ({ ...RELATION, ...body, version: 4 }),
    });
    fireEvent.click(await screen.findByRole("menuitem", { name: "History", hidden: true }));
    expect(await screen.findByText("NL1")).toBeTruthy();
    expect((await screen.findAllByText("Ann Smit")).length).toBe(2);
    fireEvent.click(screen.getByRole("button", { name: "Put back: VAT number" }));
    expect(await screen.findByText("VAT number is put back")).toBeTruthy();
  });
});
