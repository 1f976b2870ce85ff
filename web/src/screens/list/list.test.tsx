import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import type { FieldDef } from "@/fields/index.ts";
import { type Answers, type Asked, problem, serve, signedIn } from "../../../tests/server.ts";
import { openList } from "./opened_list.tsx";
import { CLAES, DUPONT, relation, SCHEMA } from "./specimens.ts";
import { PHONE } from "./table.tsx";

function visit(address: string, answers: Answers = {}): Asked[] {
  history.replaceState(null, "", address);
  const asked = serve({
    "GET /v1/schema/relation": SCHEMA,
    "GET /v1/views": { data: [], page: { next_cursor: null, has_more: false } },
    "POST /v1/relations/search": { data: [CLAES, DUPONT], page: { next_cursor: null, has_more: false } },
    ...answers,
  });
  openList();
  return asked;
}

const rows = () => screen.getAllByRole("row").filter((row) => row.dataset.id);
const searches = (asked: Asked[]) => asked.filter((each) => each.path === "/v1/relations/search");

beforeEach(async () => {
  await forgetAll();
  signedIn("view.read", "view.create", "view.edit", "selection.read");
});

describe("a list", () => {
  it("shows the rows of its type with three requests", async () => {
    const asked = visit("/relations");
    expect(await screen.findByRole("link", { name: "Brasserie Claes" })).toHaveProperty(
      "pathname",
      `/relations/${CLAES.id}`,
    );
    expect(asked.map((each) => each.path).sort()).toEqual(["/v1/relations/search", "/v1/schema/relation", "/v1/views"]);
    expect(screen.getByRole("columnheader", { name: /City|Place/ })).toBeTruthy();
    expect(within(rows()[1] as HTMLElement).getByText("Lyon")).toBeTruthy();
  });

  it("names the numbers beneath a row on a phone", async () => {
    const phone = vi
      .spyOn(window, "matchMedia")
      .mockImplementation(
        (asked) => Object.assign(new EventTarget(), { matches: asked === PHONE, media: asked }) as MediaQueryList,
      );
    const score = { ...SCHEMA.fields[0], name: "completeness", schema: { type: "integer" } } as FieldDef;
    visit("/relations?columns=city,completeness", {
      "GET /v1/schema/relation": { ...SCHEMA, fields: [...SCHEMA.fields, score] },
      "POST /v1/relations/search": {
        data: [{ ...CLAES, completeness: 66 }],
        page: { next_cursor: null, has_more: false },
      },
    });
    const named = await screen.findByText(/Completeness/, { selector: ".beneath span" });
    expect(named.className).toBe("");
    expect(named.parentElement?.textContent).toBe("Completeness: 66");
    expect(screen.getByText(/City|Place/, { selector: ".beneath .unseen" })).toBeTruthy();
    phone.mockRestore();
  });

  it("asks by what is chosen, and its address says so", async () => {
    const asked = visit("/relations");
    fireEvent.click(await screen.findByLabelText("Customer"));
    await waitFor(() =>
      expect(searches(asked).at(-1)?.body.criteria).toEqual({ field: "status", op: "has_any", value: ["customer"] }),
    );
    expect(new URL(location.href).searchParams.get("criteria")).toContain("customer");
  });

  it("looks for the words that are typed, once somebody pauses", async () => {
    const asked = visit("/relations");
    const box = await screen.findByRole("searchbox");
    for (const typed of ["b", "br", "bra"]) fireEvent.input(box, { target: { value: typed } });
    await waitFor(() => expect(searches(asked)).toHaveLength(2));
    expect(JSON.stringify(searches(asked)[1]?.body.criteria)).toContain('"contains","value":"bra"');
    expect(box).toHaveProperty("value", "bra");
  });

  it("opens as its view says, and saves what differs from it", async () => {
    const view = {
      id: "viw_1",
      version: 3,
      name: "Customers",
      of: "relation",
      criteria: { field: "status", op: "has_any", value: ["customer"] },
      columns: ["city"],
      sort: "-name",
      locked: false,
    };
    const asked = visit("/relations?view=viw_1", {
      "GET /v1/views": { data: [view], page: { next_cursor: null, has_more: false } },
      "PATCH /v1/views/{id}": ({ body }) => ({ ...view, ...body, version: 4 }),
    });
    await screen.findByText("Brasserie Claes");
    expect(searches(asked)[0]?.body).toMatchObject({ criteria: view.criteria, sort: "-name" });
    expect(screen.queryByRole("columnheader", { name: /Owner/ })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Name" }));
    fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked.some((each) => each.method === "PATCH")).toBe(true));
    expect(asked.find((each) => each.method === "PATCH")?.headers.get("If-Match")).toBe('"3"');
  });

  it("says what to do where nothing meets the filters", async () => {
    visit(`/relations?criteria=${encodeURIComponent('{"field":"city","op":"eq","value":"Ur"}')}`, {
      "POST /v1/relations/search": ({ body }) => ({
        data: body.criteria.field === "city" ? [] : [CLAES],
        page: { next_cursor: null, has_more: false },
      }),
    });
    await screen.findByText("Nothing meets these filters");
    fireEvent.click(screen.getAllByRole("button", { name: "Clear filters" }).at(-1) as HTMLElement);
    expect(await screen.findByText("Brasserie Claes")).toBeTruthy();
  });

  it("tells what went wrong, and tries again", async () => {
    let times = 0;
    visit("/relations", {
      "POST /v1/relations/search": () => {
        times += 1;
        return times === 1
          ? problem(503, "busy", { detail: "Too busy" })
          : { data: [CLAES], page: { next_cursor: null } };
      },
    });
    expect(await screen.findByText("Too busy")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Brasserie Claes")).toBeTruthy();
  });

  it("goes on behind the cursor when its end comes in sight", async () => {
    const all = Array.from({ length: 120 }, (_, at) => relation(`rel_${at}`, `Company ${at}`));
    const asked = visit("/relations", {
      "POST /v1/relations/search": ({ body }) =>
        body.cursor
          ? { data: all.slice(20), page: { next_cursor: null, has_more: false } }
          : { data: all.slice(0, 20), page: { next_cursor: "c1", has_more: true } },
    });
    await screen.findByText("Company 0");
    await waitFor(() => expect(searches(asked).at(-1)?.body.cursor).toBe("c1"));
    await waitFor(() => expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("121"));
    expect(rows().length).toBeLessThan(70);
  });

  it("answers the keys: walks, picks, and opens", async () => {
    visit("/relations");
    await screen.findByText("Brasserie Claes");
    const [first, second] = rows() as [HTMLElement, HTMLElement];
    first.focus();
    fireEvent.keyDown(first, { key: "x" });
    fireEvent.keyDown(first, { key: "j" });
    await waitFor(() => expect(document.activeElement).toBe(second));
    fireEvent.keyDown(second, { key: "x" });
    expect(await screen.findByText("2 selected")).toBeTruthy();
    fireEvent.keyDown(second, { key: "Enter" });
    await waitFor(() => expect(location.pathname).toBe(`/relations/${DUPONT.id}`));
  });
});

describe("many at once", () => {
  const job = {
    id: "job_1",
    kind: "change",
    of: "relation",
    state: "done",
    found: 2,
    counts: { changed: 2, unchanged: 0, refused: 0, gone: 0, since_changed: 0 },
    left: 0,
    file: null,
    undo_until: "2999-01-01T00:00:00Z",
    undone_by: null,
  };

  async function change(answers: Answers) {
    const asked = visit("/relations", answers);
    await screen.findByText("Brasserie Claes");
    fireEvent.click(screen.getByLabelText("Select all shown"));
    fireEvent.click(await screen.findByRole("button", { name: "Change" }));
    const dialog = await screen.findByRole("dialog", { name: "Change 2 relations", hidden: true });
    fireEvent.change(within(dialog).getByLabelText("Field"), { target: { value: "city_note" } });
    fireEvent.input(await within(dialog).findByLabelText("City note"), { target: { value: "by train" } });
    fireEvent.submit(dialog.querySelector("form") as HTMLFormElement);
    return asked;
  }

  it("changes those that are picked, no others, and undoes it", async () => {
    const asked = await change({
      "POST /v1/jobs": [202, job],
      "POST /v1/jobs/{id}/undo": [202, { ...job, id: "job_2", kind: "undo" }],
    });
    expect(await screen.findByText("2 changed")).toBeTruthy();
    expect(asked.find((each) => each.path === "/v1/jobs")?.body).toEqual({
      kind: "change",
      those: { of: "relation", ids: [CLAES.id, DUPONT.id] },
      what: { city_note: "by train" },
      expects: 2,
    });
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText("2 put back")).toBeTruthy();
  });

  it("keeps what was typed where the API refuses it", async () => {
    await change({
      "POST /v1/jobs": () => problem(409, "conflict", { detail: "There are 3 of them now, not 2" }),
    });
    expect(await screen.findByText("There are 3 of them now, not 2")).toBeTruthy();
    expect(screen.getByLabelText("City note")).toHaveProperty("value", "by train");
  });

  it("shows the records that were refused", async () => {
    await change({
      "POST /v1/jobs": [202, { ...job, counts: { ...job.counts, changed: 1, refused: 1 } }],
      "GET /v1/jobs/{id}": { ...job, counts: { ...job.counts, changed: 1, refused: 1 } },
      "GET /v1/jobs/{id}/rows": {
        data: [{ id: CLAES.id, outcome: "refused", code: "forbidden", message: "Not yours", errors: [], row: null }],
        page: { next_cursor: null, has_more: false },
      },
      "GET /v1/relations/{id}": CLAES,
    });
    expect(await screen.findByText("Not yours")).toBeTruthy();
    expect(await screen.findByText("1 changed, 1 refused")).toBeTruthy();
  });
});

it("leads on to the start page from a list that there is not", async () => {
  visit("/list/tag", { "GET /v1/schema/tag": () => problem(404, "not_found") });
  await screen.findByText("There is no such list, or not for you.");
  expect(screen.getByRole("link", { name: "To the start page" }).getAttribute("href")).toBe("/");
});
