import { fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { LocationProvider, useLocation } from "preact-iso/router";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { SCHEMA } from "@/screens/list/specimens.ts";
import { routeBy } from "@/shell/routing.ts";
import { type Asked, serve, signedIn } from "../../../tests/server.ts";
import Reports from "./index.tsx";
import { filled, periodName, rangeOf } from "./period.ts";
import { queryOf, type Report, readReport } from "./report.ts";

function App() {
  const { path, query, route } = useLocation();
  routeBy((to, replace) => route(to, replace));
  return <Reports path={path} query={query} />;
}

const group = (key: string | null) => ({ kind: key ? "value" : "none", key, title: key ?? "(geen)" });
const MADE = {
  of: "relation",
  by: [{ field: "status", title: "status", every: null }],
  measures: [{ take: "count", field: null, title: "Aantal", currency: null }],
  rows: [
    { groups: [group("customer")], figures: ["7"] },
    { groups: [group(null)], figures: ["3"] },
  ],
  totals: ["9"],
  count: 9,
  time_zone: "Europe/Amsterdam",
};

/** One city by as many kinds as are asked for, each of them once. */
const crossed = (kinds: number) => ({
  ...MADE,
  rows: Array.from({ length: kinds }, (_, at) => ({ groups: [group("Ur"), group(`k${at}`)], figures: ["1"] })),
});

function visit(address: string, made: object = MADE, schema: object = SCHEMA): Asked[] {
  history.replaceState(null, "", address);
  const asked = serve({
    "GET /v1/schema/relation": schema,
    "GET /v1/saved-reports": { data: [], page: { next_cursor: null, has_more: false } },
    "POST /v1/reports": ({ body }) => ({
      ...made,
      by: body.by,
      measures: [{ ...MADE.measures[0], ...body.measures[0] }],
    }),
    "POST /v1/saved-reports": ({ body }) => [201, { id: "rpt_1", version: 1, ...body }],
  });
  render(
    <LocationProvider>
      <App />
    </LocationProvider>,
  );
  return asked;
}

beforeEach(async () => {
  await forgetAll();
  signedIn("relation.read", "saved_report.create");
});

describe("a report", () => {
  it("that is not there leads on to a new one", async () => {
    serve({ "GET /v1/saved-reports": { data: [], page: { next_cursor: null, has_more: false } } });
    render(<Reports id="rpt_9" path="/reports/rpt_9" />);
    const note = within(await screen.findByRole("alert"));
    expect(note.getByRole("link", { name: "New report" }).getAttribute("href")).toBe("/reports");
    expect(note.queryByRole("button")).toBeNull();
  });

  it("is made with three requests; each figure leads to the records it is of", async () => {
    const asked = visit("/reports?of=relation&by=status&measures=count");
    const table = await screen.findByRole("table");
    expect(asked).toHaveLength(3);
    const row = within(table).getByRole("row", { name: /Customer/ });
    const address = new URL((within(row).getByRole("link", { name: "7" }) as HTMLAnchorElement).href);
    expect(address.pathname).toBe("/relations");
    expect(JSON.parse(address.searchParams.get("criteria") as string)).toEqual({
      field: "status",
      op: "has_any",
      value: ["customer"],
    });
    const none = new URL((within(table).getByRole("link", { name: "3" }) as HTMLAnchorElement).href);
    expect(JSON.parse(none.searchParams.get("criteria") as string)).toEqual({ field: "status", op: "missing" });
  });

  it.each([
    ["status", "count", "7", true],
    ["status", "count", "6", false],
    ["status", "average:custom_score", "7", true],
    ["custom_stage", "count", "7", false],
  ])("by %s with %s of %s says whether its rows are more than the total: %s", async (by, measure, first, says) => {
    const [one, ...rest] = MADE.rows;
    visit(`/reports?of=relation&by=${by}&measures=${measure}`, {
      ...MADE,
      rows: [{ ...one, figures: [first] }, ...rest],
    });
    await screen.findByRole("table");
    const said = screen.queryByText(/^What has several values of “Status” counts with each, and once/);
    expect(said !== null).toBe(says);
  });

  it("by two of which there are several names each by itself", async () => {
    const several = SCHEMA.fields.map((each) =>
      each.name === "status" ? [each, { ...each, name: "custom_tags", custom: true, label: "Tags" }] : [each],
    );
    const rows = MADE.rows.map((row) => ({ ...row, groups: [...row.groups, group("a")] }));
    visit(
      "/reports?of=relation&by=status,custom_tags&measures=count",
      { ...MADE, rows },
      { ...SCHEMA, fields: several.flat() },
    );
    await screen.findByText(/^What has several values of “Status”, “[^“”,]+” counts with each, and once/);
  });

  it("is asked anew when it is put together otherwise, and its address says so", async () => {
    const asked = visit("/reports?of=relation&by=status&measures=count");
    fireEvent.change(await screen.findByLabelText("Put together by"), { target: { value: "created_at" } });
    await waitFor(() =>
      expect(asked.filter((each) => each.path === "/v1/reports").at(-1)?.body.by).toEqual([
        { field: "created_at", every: "month" },
      ]),
    );
    expect(new URL(location.href).searchParams.get("by")).toBe("created_at:month");
  });

  it("by two tells of a bar all that it is of, also of what has no shade of its own", async () => {
    visit("/reports?of=relation&by=city,kind&measures=count", crossed(8));
    const chart = await screen.findByRole("figure");
    expect([...chart.querySelectorAll(".legend li")].map((each) => each.textContent)).toEqual([
      ...["K0", "K1", "K2", "K3", "K4"],
      "Others",
    ]);
    expect(chart.querySelector(".bars .number")?.textContent).toBe("8");
    expect(screen.queryByText(/The chart has room/)).toBeNull();
  });

  it.each([
    ["status", "count"],
    ["kind", "average:custom_score"],
  ])("by %s tells no sum of %s, which is none, of a bar", async (second, measure) => {
    visit(`/reports?of=relation&by=city,${second}&measures=${measure}`, crossed(8));
    const chart = await screen.findByRole("figure");
    expect(chart.querySelectorAll(".bar rect").length).toBeGreaterThan(1);
    expect(chart.querySelector(".bars .number")).toBeNull();
  });

  it("is saved with whom it is shared", async () => {
    const asked = visit("/reports?of=relation&by=status&measures=count");
    fireEvent.click(await screen.findByRole("button", { name: "Save…" }));
    fireEvent.input(await screen.findByLabelText(/Name/), { target: { value: "By status" } });
    fireEvent.click(screen.getByLabelText("All colleagues"));
    fireEvent.submit(document.querySelector("dialog form") as HTMLFormElement);
    await waitFor(() => expect(location.pathname).toBe("/reports/rpt_1"));
    expect(asked.find((each) => each.method === "POST" && each.path === "/v1/saved-reports")?.body).toMatchObject({
      of: "relation",
      name: "By status",
      restricted: false,
      by: [{ field: "status" }],
    });
  });

  it("stands in its address", () => {
    const report: Report = {
      of: "relation",
      selection: null,
      criteria: { field: "city", op: "eq", value: "Ur" },
      measures: [{ take: "count" }, { take: "sum", field: "completeness" }],
      by: [{ field: "status" }, { field: "created_at", every: "week" }],
    };
    expect(readReport(queryOf(report), {} as Report)).toEqual(report);
    expect(readReport({ of: "relation", criteria: "[", measures: "drop:x" }, report)).toMatchObject({
      criteria: null,
      measures: [{ take: "count" }],
    });
  });
});

describe("a period", () => {
  it.each([
    ["2026-11-23", "day", "2026-11-23", "2026-11-23"],
    ["2026-W01", "week", "2025-12-29", "2026-01-04"],
    ["2026-W53", "week", "2026-12-28", "2027-01-03"],
    ["2026-02", "month", "2026-02-01", "2026-02-28"],
    ["2024-Q1", "quarter", "2024-01-01", "2024-03-31"],
    ["2026", "year", "2026-01-01", "2026-12-31"],
  ] as const)("%s (%s) goes from %s to %s", (key, every, from, to) => expect(rangeOf(key, every)).toEqual([from, to]));

  it("between others is there although nothing happened", () => {
    expect(filled(["2025-11", "2026-02"], "month")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(filled(["2026-W52", "2027-W01"], "week")).toEqual(["2026-W52", "2026-W53", "2027-W01"]);
    expect(filled(["2025-Q4", "2026-Q2"], "quarter")).toEqual(["2025-Q4", "2026-Q1", "2026-Q2"]);
    expect(filled([], "month")).toEqual([]);
  });

  it("is called as people do", () => expect(periodName("2026-11", "month")).toBe("Nov 2026"));
});
