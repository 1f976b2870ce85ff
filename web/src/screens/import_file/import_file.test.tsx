import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { routeBy } from "@/shell/routing.ts";
import { language } from "@/words/language.ts";
import { type Asked, problem, serve, signedIn } from "../../../tests/server.ts";
import { type Import, keysOf, targetLabel } from "./importing.ts";
import ImportFile from "./index.tsx";
import { downloadRefused } from "./refused_rows.ts";

const target = (name: string, label: string | null = null) => ({ name, label, required: false, reads: "text" });
const READ = {
  id: "imp_1",
  of: "relation",
  file_name: "customers.csv",
  rows: 40,
  job: null,
  created_at: "2026-11-22T20:00:00Z",
  columns: ["Company", "Mail", "No."],
  mapping: [
    { column: "Company", to: "name" },
    { column: "Mail", to: "email" },
  ],
  key: null,
  matched: "update",
  unmatched: "create",
  duplicates: "refuse",
  dates: "day_first",
  decimals: ",",
  fields: [target("name"), target("email"), target("external_ids"), target("custom_sector", "Sector")],
};
const ROWS = [
  { row: 2, outcome: "create", id: null, title: "Acme", message: null, errors: [], candidates: [], body: {} },
  {
    row: 3,
    outcome: "refused",
    id: null,
    title: "",
    message: "x",
    errors: [{ field: "Mail", code: "bad", message: "No @." }],
    candidates: [],
    body: {},
  },
];
const JOB = {
  id: "job_1",
  kind: "import",
  of: "relation",
  state: "done",
  found: 40,
  left: 0,
  counts: { changed: 39, unchanged: 0, refused: 1, gone: 0, since_changed: 0 },
  undo_until: null,
  file: null,
};
const FILE = "Import the file (40 rows)";
const went: string[] = [];

beforeEach(() => {
  language.value = "en";
  signedIn("relation.create");
  went.length = 0;
  routeBy((to) => went.push(to));
});

describe("a file", () => {
  it("goes where the API says, is read, and opens", async () => {
    const asked = serve({
      "GET /v1/imports": { data: [], page: { next_cursor: null, has_more: false } },
      "POST /v1/imports/uploads": [201, { upload: "up", url: "/files", fields: { key: "k" } }],
      "POST /files": [204, undefined],
      "POST /v1/imports": [201, READ],
    });
    render(<ImportFile />);
    const file = new File(["Company\nAcme"], "customers.csv", { type: "text/csv" });
    fireEvent.change(screen.getByLabelText("File"), { target: { files: [file] } });
    await waitFor(() => expect(went).toEqual(["/import/imp_1"]));
    expect(asked.find((each) => each.path === "/v1/imports/uploads")?.body).toEqual({
      of: "relation",
      file_name: "customers.csv",
      size: file.size,
    });
    const read = asked.find((each) => each.method === "POST" && each.path === "/v1/imports");
    expect(read?.body).toEqual({ of: "relation", upload: "up", header: true });
    expect(asked.find((each) => each.path === "/files")?.headers.get("Authorization")).toBeNull();
  });

  it("that cannot be read says why, and another can be chosen", async () => {
    const faults = [{ field: "upload", code: "unreadable", message: "This is an old workbook of Excel." }];
    serve({
      "GET /v1/imports": { data: [], page: { next_cursor: null, has_more: false } },
      "POST /v1/imports/uploads": [201, { upload: "up", url: "/files", fields: {} }],
      "POST /files": [204, undefined],
      "POST /v1/imports": problem(422, "invalid", { errors: faults }),
    });
    render(<ImportFile />);
    fireEvent.change(screen.getByLabelText("File"), { target: { files: [new File(["x"], "old.xls")] } });
    await screen.findByText("This is an old workbook of Excel.");
    expect((screen.getByLabelText("File") as HTMLInputElement).disabled).toBe(false);
  });
});

describe("an empty file", () => {
  it("is refused before anything is sent", async () => {
    const asked = serve({ "GET /v1/imports": { data: [], page: { next_cursor: null, has_more: false } } });
    render(<ImportFile />);
    fireEvent.change(screen.getByLabelText("File"), { target: { files: [new File([], "none.csv")] } });
    expect((await screen.findByRole("alert")).textContent).toContain("empty");
    expect(asked.filter((each) => each.method === "POST")).toEqual([]);
  });
});

describe("what becomes of it", () => {
  const open = (more: Parameters<typeof serve>[0] = {}) => {
    const asked = serve({
      ...more,
      "GET /v1/imports/{id}": READ,
      "PATCH /v1/imports/{id}": ({ body }: Asked) => ({ ...READ, ...body }),
      "POST /v1/imports/{id}/preview": { data: ROWS },
      "POST /v1/jobs": [202, JOB],
      "GET /v1/jobs/{id}": JOB,
      "GET /v1/jobs/{id}/rows": { data: [], page: { next_cursor: null, has_more: false } },
    });
    render(<ImportFile id="imp_1" />);
    return asked;
  };

  it("is said column by column, looked at, and then done", async () => {
    const asked = open();
    const last = await screen.findByLabelText("No. becomes");
    fireEvent.change(last, { target: { value: "external_ids." } });
    fireEvent.input(screen.getByLabelText("No.: Name of the system"), { target: { value: "shop" } });
    fireEvent.change(screen.getByLabelText("Known again by"), { target: { value: "external_ids.shop" } });
    fireEvent.change(screen.getByLabelText("What is known again"), { target: { value: "fill_blanks" } });
    expect(screen.queryByRole("button", { name: FILE })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Look at the first rows" }));
    await screen.findByText("No @.");
    const sent = asked.find((each) => each.method === "PATCH");
    expect(sent?.body.mapping).toEqual([...READ.mapping, { column: "No.", to: "external_ids.shop" }]);
    expect(sent?.body.key).toBe("external_ids.shop");
    expect(sent?.body.matched).toBe("fill_blanks");
    fireEvent.click(screen.getByRole("button", { name: FILE }));
    await screen.findByRole("button", { name: "Download the refused rows" });
    expect(asked.find((each) => each.path === "/v1/jobs")?.body).toEqual({ kind: "import", what: { import: "imp_1" } });
  });

  it("gives all refused rows as one file, parted as numbers leave free, however many answers they take", async () => {
    const saved: Blob[] = [];
    const make = vi.spyOn(URL, "createObjectURL").mockImplementation((content) => {
      saved.push(content as Blob);
      return "blob:here";
    });
    const press = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
    const titles = '\uFEFF"Company";"A ""title""\r\nof two lines"\r\n';
    const whole = vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
      const start = new URL(String(input), location.origin).searchParams;
      expect(start.get("separator")).toBe(";");
      return start.get("start") === "1"
        ? new Response(`${titles}"Acme"\r\n`, { headers: { "X-Next-Start": "812" } })
        : new Response(`${titles}"${start.get("start")}"\r\n`);
    });
    await downloadRefused(READ as unknown as Import);
    expect(await saved[0]?.text()).toBe(`${titles}"Acme"\r\n"812"\r\n`);
    expect((press.mock.instances[0] as HTMLAnchorElement).download).toBe("customers refused.csv");
    for (const each of [make, press, whole]) each.mockRestore();
  });

  it("names own fields as the reader's language has them", async () => {
    const sector = { name: "custom_sector", custom: true, label: "Sector", labels: { en: "Line of business" } };
    open({ "GET /v1/schema/relation": { type: "relation", plural: "relations", fields: [sector] } });
    const select = await screen.findByLabelText("Mail becomes");
    await waitFor(() => expect(select.textContent).toContain("Line of business"));
    expect(select.textContent).not.toContain("Sector");
  });

  it("is not offered to be done where all rows were looked at and none fits", async () => {
    const refused = { ...ROWS[1], row: 2 };
    serve({
      "GET /v1/imports/imp_1": { ...READ, rows: 1 },
      "PATCH /v1/imports/imp_1": { ...READ, rows: 1 },
      "POST /v1/imports/imp_1/preview": { data: [refused] },
      "GET /v1/schema/relation": { type: "relation", plural: "relations", summary: "", fields: [] },
    });
    render(<ImportFile id="imp_1" />);
    fireEvent.click(await screen.findByRole("button", { name: "Look at the first rows" }));
    await screen.findByText(/None of these rows can be imported/);
    expect(screen.queryByRole("button", { name: /^Import / })).toBeNull();
  });

  it("leads to what a refused row is likely the same as; what is not made yet has no way to it", async () => {
    const alike = { place: "Almere", score: 90, reasons: [], masked: false };
    const candidates = [
      { ...alike, id: "rel_1", title: "Hamerslag" },
      { ...alike, id: null, title: "Acme" },
    ];
    const errors = [{ field: "", code: "duplicate_suspected", message: "This is likely there already: Hamerslag." }];
    serve({
      "GET /v1/imports/imp_1": { ...READ, rows: 1 },
      "PATCH /v1/imports/imp_1": { ...READ, rows: 1 },
      "POST /v1/imports/imp_1/preview": { data: [{ ...ROWS[1], row: 2, errors, candidates }] },
      "GET /v1/schema/relation": { type: "relation", plural: "relations", summary: "", fields: [] },
    });
    render(<ImportFile id="imp_1" />);
    fireEvent.click(await screen.findByRole("button", { name: "Look at the first rows" }));
    await screen.findByText("This is likely there already:");
    expect(screen.getByRole("link", { name: /^Hamerslag/ }).getAttribute("href")).toBe("/relations/rel_1");
    expect(screen.queryByRole("link", { name: /^Acme/ })).toBeNull();
    screen.getByText("Acme");
  });

  it("must be looked at again after a change", async () => {
    open();
    await screen.findByLabelText("Mail becomes");
    fireEvent.click(screen.getByRole("button", { name: "Look at the first rows" }));
    await screen.findByRole("button", { name: FILE });
    fireEvent.change(screen.getByLabelText("Mail becomes"), { target: { value: "" } });
    expect(screen.queryByRole("button", { name: FILE })).toBeNull();
  });

  it("names targets in words, and takes as keys what one record has", () => {
    expect(targetLabel(target("address.street_and_number"), "relation")).toBe("Address: Street, House number");
    expect(targetLabel(target("full_name"), "contact")).toBe("First name, Last name");
    expect(targetLabel(target("custom_sector", "Sector"), "relation")).toBe("Sector");
    const mapping = [{ to: "name" }, { to: "email" }, { to: "external_ids.shop" }];
    expect(keysOf(mapping, READ.fields)).toEqual(["email", "external_ids.shop"]);
  });
});
