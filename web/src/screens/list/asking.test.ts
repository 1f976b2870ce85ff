import { describe, expect, it } from "vitest";
import { ALL, both, choosing, chosenOf, facetsOf, restOf, textCriteria } from "./asking.ts";
import { CLAES, SCHEMA, STAGE, STATUS } from "./specimens.ts";
import { mayFollow, movedTo } from "./stages.ts";
import { addressOf, type ListState, readState } from "./state.ts";
import { inSight } from "./window.ts";

const CITY = { field: "city", op: "eq", value: "Lyon" };

describe("criteria", () => {
  it("are put together flat", () => {
    expect(both(null, undefined)).toEqual(ALL);
    expect(both({ all: [CITY] }, null)).toEqual(CITY);
    expect(both({ all: [CITY] }, { any: [CITY, CITY] })).toEqual({ all: [CITY, { any: [CITY, CITY] }] });
  });

  it("get the values of a facet in place of those they had", () => {
    const once = choosing({ all: [CITY] }, STATUS, ["customer"]);
    expect(once).toEqual({ all: [CITY, { field: "status", op: "has_any", value: ["customer"] }] });
    expect(chosenOf(once, "status")).toEqual(["customer"]);
    expect(choosing(once, STATUS, [])).toEqual({ all: [CITY] });
    expect(restOf(once, facetsOf(SCHEMA))).toEqual([CITY]);
  });

  it("look for each word in each text, at most three words", () => {
    const found = textCriteria(SCHEMA, " jan  visser van dam ") as { all: { any: unknown[] }[] };
    expect(found.all).toHaveLength(3);
    expect(found.all[0]?.any).toEqual([
      { field: "name", op: "contains", value: "jan" },
      { field: "city", op: "contains", value: "jan" },
    ]);
    expect(textCriteria(SCHEMA, "  ")).toBeNull();
  });
});

describe("an address", () => {
  const state: ListState = {
    archived: false,
    view: "viw_1",
    selection: null,
    q: "jan & co",
    criteria: { all: [CITY] },
    sort: "-name",
    columns: ["city", "status"],
    group: null,
    display: "board",
  };

  it("holds how a list is looked at, and gives it back", () => {
    const url = new URL(addressOf("/relations", state), "http://x");
    expect(readState(Object.fromEntries(url.searchParams))).toEqual(state);
    expect(readState({})).toMatchObject({ view: null, criteria: undefined, group: undefined, q: "" });
  });

  it("of what was archived is of no view and no selection", () => {
    const told = addressOf("/relations", { archived: true, q: "jan" });
    expect(told).toBe("/relations?archived=1&q=jan");
    const asked = { archived: "1", view: "viw_1", selection: "sel_1", q: "jan" };
    expect(readState(asked)).toMatchObject({ archived: true, view: null, selection: null, q: "jan" });
    expect(readState({ archived: "0", view: "viw_1" })).toMatchObject({ archived: false, view: "viw_1" });
  });

  it("tells none from not said", () => {
    const url = new URL(addressOf("/relations", { ...state, criteria: null }), "http://x");
    expect(readState(Object.fromEntries(url.searchParams)).criteria).toBeNull();
  });

  it.each(["[1]", "{", '"text"', "null"])("takes %s for no criteria", (criteria) => {
    expect(readState({ criteria }).criteria).toBeNull();
  });
});

it("draws what is in sight and a little beyond", () => {
  expect(inSight(0, 400, 40, 10_000)).toEqual({ from: 0, to: 30 });
  expect(inSight(40_000, 400, 40, 10_000)).toEqual({ from: 986, to: 1030 });
  expect(inSight(0, 400, 40, 3)).toEqual({ from: 0, to: 3 });
});

describe("a stage", () => {
  it.each([
    ["lead", "offer", true],
    ["lead", "won", false],
    ["won", "lead", true],
    ["", "lead", true],
    ["", "offer", false],
    ["lead", "lead", false],
  ])("%s may be followed by %s: %s", (from, to, may) => expect(mayFollow(STAGE, from, to)).toBe(may));

  it("that is one of several leaves the others", () => {
    const row = { ...CLAES, status: ["prospect", "partner"] };
    expect(movedTo(row, STATUS, "prospect", "customer").status).toEqual(["partner", "customer"]);
    expect(movedTo(row, STATUS, "prospect", "").status).toEqual(["partner"]);
  });
});
