import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { type Answers, type Asked, problem, serve, signedIn } from "../../../tests/server.ts";
import { lookOf, viewOf } from "./look.ts";
import { openList } from "./opened_list.tsx";
import { keyOf } from "./rows.ts";
import { CLAES, DUPONT, SCHEMA } from "./specimens.ts";
import { readState } from "./state.ts";
import { archivedOf, livingOf } from "./tails.ts";

const GONE = { ...CLAES, archived_at: "2026-03-02T09:30:00Z" };
const EARLIER = { ...DUPONT, archived_at: "2026-03-01T09:30:00Z" };
const NAME = String(CLAES.display_name);
const page = (...data: object[]) => ({ data, page: { next_cursor: null, has_more: false } });

function visit(address: string, answers: Answers = {}): Asked[] {
  history.replaceState(null, "", address);
  const asked = serve({
    "GET /v1/schema/relation": SCHEMA,
    "GET /v1/views": page(),
    "POST /v1/relations/search": ({ body }) => (body.archived ? page(GONE, EARLIER) : page()),
    "POST /v1/relations/{id}/restore": { ...CLAES, version: 3 },
    "DELETE /v1/relations/{id}": GONE,
    ...answers,
  });
  openList();
  return asked;
}

const rows = () => screen.queryAllByRole("row").filter((row) => row.dataset.id);
const searches = (asked: Asked[]) => asked.filter((each) => each.path === "/v1/relations/search");
const writes = (asked: Asked[]) =>
  asked.filter((each) => !each.path.endsWith("/search") && each.method !== "GET").map((each) => each.method);
const restoring = (name: string) => screen.findByRole("button", { name: `Restore: ${name}` });

beforeEach(async () => {
  await forgetAll();
  signedIn("view.read", "view.create", "relation.restore", "relation.delete");
});

describe("what was archived", () => {
  it("has keys of its own", () => {
    const source = { plural: "relations", criteria: { all: [] } };
    const archived = keyOf({ ...source, archived: true });
    expect(archived.startsWith(archivedOf("relations"))).toBe(true);
    expect(archived.startsWith(livingOf("relations"))).toBe(false);
    expect(keyOf(source).startsWith(livingOf("relations"))).toBe(true);
    expect(keyOf(source).startsWith(archivedOf("relations"))).toBe(false);
  });

  it("has no order, no groups and no board, and is of no view", () => {
    const view = { id: "viw_1", version: 1, name: "Mine", of: "relation", for_role: "sales", sort: "-name" };
    const state = readState({ archived: "1", sort: "name", group: "status", display: "board", q: "bra" });
    expect(viewOf([view], readState({ archived: "1" }), "sales")).toBeNull();
    const look = lookOf(SCHEMA, state, null, null);
    expect(look).toMatchObject({ sort: undefined, group: null, display: "table" });
    expect(look.source).toMatchObject({ archived: true, sort: undefined, selection: null });
    expect(JSON.stringify(look.source.criteria)).toContain('"bra"');
  });

  it("is asked for with three requests, and says what it is", async () => {
    const asked = visit("/relations?archived=1");
    await screen.findByText(NAME);
    expect(asked.map((each) => each.path).sort()).toEqual(["/v1/relations/search", "/v1/schema/relation", "/v1/views"]);
    expect(searches(asked)[0]?.body).toEqual({ criteria: { all: [] }, archived: true, limit: 100 });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Archived: Relations");
    expect(screen.getByRole("columnheader", { name: /Archived/ })).toBeTruthy();
    expect(within(rows()[0] as HTMLElement).getByText(/2026/)).toBeTruthy();
    for (const name of ["Sort", "Group by", "Board", "New: relation"])
      expect(screen.queryByRole("button", { name }), name).toBeNull();
    expect(screen.queryByRole("checkbox", { name: `Select ${NAME}` })).toBeNull();
    fireEvent.click(screen.getByRole("link", { name: "Back to the list" }));
    await waitFor(() => expect(searches(asked).at(-1)?.body.archived).toBeUndefined());
    expect(location.search).toBe("");
  });

  it("is found among the views, and filtered as other lists are", async () => {
    const asked = visit("/relations");
    await screen.findByText("Nothing here yet");
    fireEvent.click(screen.getByRole("link", { name: "Archived", hidden: true }));
    await screen.findByText(NAME);
    fireEvent.click(screen.getByLabelText("Customer"));
    const criteria = { field: "status", op: "has_any", value: ["customer"] };
    await waitFor(() => expect(searches(asked).at(-1)?.body).toEqual({ criteria, archived: true, limit: 100 }));
    expect(new URL(location.href).searchParams.get("archived")).toBe("1");
  });

  it("says what comes here where there is nothing", async () => {
    visit("/relations?archived=1", { "POST /v1/relations/search": page() });
    expect(await screen.findByText("Nothing was archived here")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Back to the list" })).toBeTruthy();
  });
});

describe("a row of it", () => {
  it("is brought back, and archived again by the undo", async () => {
    let archived = true;
    const asked = visit("/relations?archived=1", {
      "POST /v1/relations/search": () => (archived ? page(GONE, EARLIER) : page(EARLIER)),
      "POST /v1/relations/{id}/restore": () => {
        archived = false;
        return CLAES;
      },
      "DELETE /v1/relations/{id}": () => {
        archived = true;
        return GONE;
      },
    });
    fireEvent.click(await restoring(NAME));
    await waitFor(() => expect(rows().map((row) => row.dataset.id)).toEqual([EARLIER.id]));
    await waitFor(() => expect(document.activeElement).toBe(rows()[0]));
    expect(await screen.findByText(`${NAME} is back`)).toBeTruthy();
    expect(writes(asked)).toEqual(["POST"]);
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(rows().map((row) => row.dataset.id)).toEqual([GONE.id, EARLIER.id]));
    expect(writes(asked)).toEqual(["POST", "DELETE"]);
  });

  it("is brought back by a key", async () => {
    const asked = visit("/relations?archived=1");
    await screen.findByText(NAME);
    const [first] = rows() as [HTMLElement];
    first.focus();
    fireEvent.keyDown(first, { key: "x" });
    fireEvent.keyDown(first, { key: "r" });
    await waitFor(() => expect(writes(asked)).toEqual(["POST"]));
    expect(asked.at(-1)?.path).toBe(`/v1/relations/${CLAES.id}/restore`);
    expect(screen.queryByText("1 selected")).toBeNull();
  });

  it("stays where the API refuses, and why is told", async () => {
    visit("/relations?archived=1", {
      "POST /v1/relations/{id}/restore": () => problem(409, "conflict", { detail: "Another has this number now" }),
    });
    const name = String(DUPONT.display_name); // nobody brought that one back
    fireEvent.click(await restoring(name));
    expect(await screen.findByText("Another has this number now")).toBeTruthy();
    await waitFor(() => expect(rows().map((row) => row.dataset.id)).toEqual([GONE.id, EARLIER.id]));
    expect(screen.queryByText(`${name} is back`)).toBeNull();
  });

  it("names what must come back before it", async () => {
    const company = { id: "rel_9", title: "Brasserie Mère" };
    const errors = [{ field: "company", code: "archived", message: "Restore this one first." }];
    visit("/relations?archived=1", {
      "POST /v1/relations/search": page({ ...GONE, company }),
      "POST /v1/relations/{id}/restore": () => problem(409, "conflict", { detail: "It links to another", errors }),
    });
    fireEvent.click(await restoring(NAME));
    expect(await screen.findByText(/Restore that first: .*\(Brasserie Mère\)/)).toBeTruthy();
    expect(screen.queryByText(/It links to another/)).toBeNull();
    await waitFor(() => expect(rows()).toHaveLength(1));
  });

  it("is left alone by who may not bring it back", async () => {
    signedIn("view.read");
    const asked = visit("/relations?archived=1");
    await screen.findByText(NAME);
    expect(screen.queryByRole("button", { name: /^Restore/ })).toBeNull();
    fireEvent.keyDown(rows()[0] as HTMLElement, { key: "r" });
    fireEvent.keyDown(rows()[0] as HTMLElement, { key: "Enter" });
    await waitFor(() => expect(location.pathname).toBe(`/relations/${CLAES.id}`));
    expect(writes(asked)).toEqual([]);
  });
});
