import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Toasts } from "@/shared/toast.tsx";
import { type Answers, problem, serve, signedIn } from "../../../tests/server.ts";
import List from "./index.tsx";
import { CLAES, DUPONT, relation, SCHEMA } from "./specimens.ts";

const LAST = { next_cursor: null, has_more: false };
const SELECTION = { id: "sel_1", version: 1, name: "Old customers", of: "relation" };

function visit(query: Record<string, string>, answers: Answers = {}, ...rights: string[]) {
  signedIn("view.read", "selection.read", ...rights);
  const asked = serve({
    "GET /v1/schema/relation": SCHEMA,
    "GET /v1/views": { data: [], page: LAST },
    "POST /v1/relations/search": { data: [CLAES, DUPONT], page: LAST },
    ...answers,
  });
  render(
    <>
      <List path="/relations" query={query} />
      <Toasts />
    </>,
  );
  return asked;
}

const head = (name: RegExp) => screen.findByRole("row", { name });

beforeEach(() => forgetAll());

describe("groups", () => {
  it("of what fits into a page are made here, and shut by the keys", async () => {
    const asked = visit({ group: "status" });
    expect((await head(/^Customer/)).textContent).toBe("Customer1");
    expect(screen.getByText("Établissements Dupont")).toBeTruthy();
    const customers = await head(/^Customer/);
    fireEvent.focus(customers);
    fireEvent.keyDown(customers, { key: "ArrowLeft" });
    await waitFor(() => expect(screen.queryByText("Établissements Dupont")).toBeNull());
    expect(asked.filter((each) => each.method === "POST")).toHaveLength(1);
  });

  it("of very many are counted by the API, and asked for where they are opened", async () => {
    const asked = visit(
      { group: "status" },
      {
        "POST /v1/relations/search": ({ body }) =>
          body.criteria.field === "status"
            ? { data: [relation("rel_9", "Found in its group", { status: ["partner"] })], page: LAST }
            : { data: [CLAES], page: { next_cursor: "c", has_more: true } },
        "POST /v1/counts": { count: 900, complete: true, by: { prospect: 880, partner: 20 } },
      },
    );
    const partners = await head(/^Partner/);
    await waitFor(() => expect(partners.textContent).toBe("Partner20"));
    expect(screen.queryByRole("row", { name: /^Customer/ })).toBeNull();
    fireEvent.click(partners);
    expect(await screen.findByText("Found in its group")).toBeTruthy();
    expect(asked.at(-1)?.body.criteria).toEqual({ field: "status", op: "has_any", value: ["partner"] });
  });
});

describe("a selection", () => {
  it("by criteria is asked with what is filtered besides", async () => {
    const city = { field: "city", op: "eq", value: "Lyon" };
    const asked = visit(
      { selection: "sel_1", criteria: JSON.stringify({ field: "name", op: "prefix", value: "a" }) },
      { "GET /v1/selections/sel_1": { ...SELECTION, kind: "dynamic", criteria: city } },
    );
    expect(await screen.findByRole("heading", { name: "Old customers" })).toBeTruthy();
    await screen.findByText("Brasserie Claes");
    expect(asked.at(-1)?.body.criteria).toEqual({ all: [city, { field: "name", op: "prefix", value: "a" }] });
  });

  it("that was put together one by one lists its members", async () => {
    const asked = visit(
      { selection: "sel_1" },
      {
        "GET /v1/selections/sel_1": { ...SELECTION, kind: "static" },
        "GET /v1/selections/sel_1/members": { data: [DUPONT], page: LAST },
      },
    );
    await screen.findByText("Établissements Dupont");
    expect(screen.queryByRole("searchbox")).toBeNull();
    expect(asked.some((each) => each.path === "/v1/relations/search")).toBe(false);
  });

  it("lets go of members, and takes them back", async () => {
    let members = [CLAES, DUPONT];
    const asked = visit(
      { selection: "sel_1" },
      {
        "GET /v1/selections/sel_1": { ...SELECTION, kind: "static" },
        "GET /v1/selections/sel_1/members": () => ({ data: members, page: LAST }),
        "POST /v1/selections/sel_1/members": ({ body }) => {
          members = body.remove ? [DUPONT] : [CLAES, DUPONT];
          return { ...SELECTION, kind: "static" };
        },
      },
      "selection.edit",
    );
    fireEvent.click(await screen.findByLabelText("Select Brasserie Claes"));
    fireEvent.click(await screen.findByText("Take out of this selection"));
    await waitFor(() => expect(screen.queryByText("Brasserie Claes")).toBeNull());
    expect(asked.find((each) => each.method === "POST")?.body).toEqual({ remove: [CLAES.id] });
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Brasserie Claes")).toBeTruthy();
  });

  it("that is not there says so", async () => {
    visit({ selection: "sel_1" }, { "GET /v1/selections/sel_1": () => problem(404, "not_found") });
    const note = within(await screen.findByRole("alert"));
    expect(note.getByText("This does not exist, or you may not see it.")).toBeTruthy();
    expect(note.getByRole("link", { name: "Relations" }).getAttribute("href")).toBe("/relations");
  });
});
