import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import type { RecordOf } from "@/api/records.ts";
import type { FieldDef, Schema } from "@/fields/schema.ts";
import { language } from "@/words/language.ts";
import { type Asked, problem, serve, signedIn } from "../../tests/server.ts";
import { InPlace } from "./in_place.tsx";
import { RecordDialog } from "./record_dialog.tsx";
import { drop, keyOf } from "./unsaved.ts";

const field = (name: string, more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  of: "relation",
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema: { anyOf: [{ type: "string", maxLength: 200 }, { type: "null" }] },
  ...more,
});
const KINDS = { enum: ["company", "person", "couple"], type: "string" };
const SCHEMA: Schema = {
  type: "relation",
  plural: "relations",
  summary: "",
  actions: [],
  sorts: [],
  fields: [field("kind", { schema: KINDS }), field("name"), field("last_name"), field("vat_number"), field("note")],
};
const ACME: RecordOf = { id: "rel_1", version: 3, kind: "company", name: "Acme", note: "Old" };

beforeEach(() => {
  language.value = "en";
  signedIn("relation.create", "relation.edit");
  drop(keyOf("relation", undefined, {}));
});

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name, hidden: true }));

describe("a new record", () => {
  const open = (answers: Parameters<typeof serve>[0]) => {
    const asked = serve({
      "GET /v1/schema/relation": SCHEMA,
      "GET /v1/prefill": { data: [] },
      "POST /v1/duplicates/check": { data: [] },
      ...answers,
    });
    const done: RecordOf[] = [];
    render(<RecordDialog type="relation" onDone={(record) => done.push(record)} onClose={() => undefined} />);
    return { asked, done };
  };

  it("asks what goes with its kind, and sends nothing else", async () => {
    const { asked, done } = open({
      "POST /v1/relations": ({ body }: Asked) => [201, { id: "rel_9", version: 1, ...body }],
    });
    await screen.findByLabelText("Name");
    type("Name", "Acme");
    fireEvent.change(screen.getByLabelText("Kind"), { target: { value: "person" } });
    expect(screen.queryByLabelText("Name")).toBeNull();
    type("Last name", "Visser");
    press("Add");
    await waitFor(() => expect(done).toHaveLength(1));
    const sent = asked.find((each) => each.path === "/v1/relations");
    expect(sent?.body).toEqual({ kind: "person", last_name: "Visser" });
  });

  it.each([
    ["what is to be typed", { company: { id: "rel_1", title: "Acme" } }, "First name"],
    ["what must be chosen and is not yet", {}, "Company"],
  ])("has the focus at %s", async (_, initial, label) => {
    const link = { anyOf: [{ $ref: "#/$defs/KnownLink" }, { type: "null" }] };
    const fields = [
      field("company", { of: "contact", required: true, schema: { $ref: "#/$defs/KnownLink" } }),
      field("person", { of: "contact", schema: link }),
      field("first_name", { of: "contact" }),
    ];
    serve({
      "GET /v1/schema/contact": { ...SCHEMA, type: "contact", plural: "contacts", fields },
      "POST /v1/duplicates/check": { data: [] },
      "GET /v1/search": { data: [] },
    });
    render(<RecordDialog type="contact" initial={initial} onDone={() => {}} onClose={() => {}} />);
    const [input] = await screen.findAllByLabelText(new RegExp(`^${label}`));
    await waitFor(() => expect(document.activeElement).toBe(input));
  });

  it("shows what is wrong at its field and keeps what was typed", async () => {
    const faults = [{ field: "name", code: "too_long", message: "Give at most 200 characters." }];
    open({ "POST /v1/relations": problem(422, "invalid", { errors: faults }) });
    await screen.findByLabelText("Name");
    type("Name", "Acme");
    press("Add");
    await screen.findByText("Give at most 200 characters.");
    const input = screen.getByLabelText("Name") as HTMLInputElement;
    expect(input.value).toBe("Acme");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    await waitFor(() => expect(document.activeElement).toBe(input));
  });

  it("is made all the same once somebody says why it is no duplicate", async () => {
    const candidates = [{ id: "rel_5", title: "Acme B.V.", place: "Almere", score: 93, masked: false }];
    const { asked, done } = open({
      "POST /v1/relations": ({ query, body }: Asked) =>
        query.allow_duplicate
          ? [201, { id: "rel_9", version: 1, ...body }]
          : problem(409, "duplicate_suspected", { candidates }),
    });
    await screen.findByLabelText("Name");
    type("Name", "Acme");
    press("Add");
    const link = await screen.findByRole("link", { name: /Acme B\.V\./, hidden: true });
    expect(link.getAttribute("href")).toBe("/relations/rel_5");
    type("Because…", "Another company");
    press("Create it all the same");
    await waitFor(() => expect(done).toHaveLength(1));
    const keys = asked
      .filter((each) => each.path === "/v1/relations")
      .map((each) => each.headers.get("Idempotency-Key"));
    expect(new Set(keys).size).toBe(2);
  });

  it("is asked for once more as the same request when the connection was lost", async () => {
    let lost = true;
    const { asked, done } = open({
      "POST /v1/relations": ({ body }: Asked) => {
        if (!lost) return [201, { id: "rel_9", version: 1, ...body }];
        lost = false;
        return problem(503, "unavailable", { detail: "Try again." });
      },
    });
    await screen.findByLabelText("Name");
    type("Name", "Acme");
    press("Add");
    await screen.findByText("Try again.");
    press("Add");
    await waitFor(() => expect(done).toHaveLength(1));
    const keys = asked
      .filter((each) => each.path === "/v1/relations")
      .map((each) => each.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("hints at what is likely there already, once the typing pauses", async () => {
    const { asked } = open({
      "POST /v1/duplicates/check": { data: [{ id: "rel_5", title: "Acme B.V.", score: 80, masked: false }] },
    });
    await screen.findByLabelText("Name");
    type("Name", "Acm");
    type("Name", "Acme");
    await screen.findByText("Perhaps this is here already", undefined, { timeout: 3_000 });
    const checks = asked.filter((each) => each.path === "/v1/duplicates/check");
    expect(checks.map((each) => each.body)).toEqual([{ of: "relation", data: { name: "Acme" } }]);
  });
});

describe("a form that was closed", () => {
  it("has what was typed again, until somebody starts anew", async () => {
    serve({
      "GET /v1/schema/relation": SCHEMA,
      "GET /v1/prefill": { data: [] },
      "POST /v1/duplicates/check": { data: [] },
    });
    const form = () => render(<RecordDialog type="relation" onDone={() => undefined} onClose={() => undefined} />);
    const first = form();
    await screen.findByLabelText("Name");
    type("Name", "Half typed");
    first.unmount();
    form();
    const input = (await screen.findByLabelText("Name")) as HTMLInputElement;
    expect(input.value).toBe("Half typed");
    press("Start again");
    await waitFor(() => expect(input.value).toBe(""));
  });
});

describe("an edited record", () => {
  it("sends what is different, after the version that was read", async () => {
    const asked = serve({
      "GET /v1/schema/relation": SCHEMA,
      "PATCH /v1/relations/{id}": ({ body }: Asked) => ({ ...ACME, ...body, version: 4 }),
    });
    const done: RecordOf[] = [];
    render(<RecordDialog type="relation" record={ACME} onDone={(each) => done.push(each)} onClose={() => undefined} />);
    await screen.findByLabelText("Name");
    type("Name", "Acme Ltd");
    press("Save");
    await waitFor(() => expect(done[0]?.version).toBe(4));
    const sent = asked.find((each) => each.method === "PATCH");
    expect(sent?.body).toEqual({ name: "Acme Ltd" });
    expect(sent?.headers.get("If-Match")).toBe('"3"');
  });
});

describe("a record that somebody else changed meanwhile", () => {
  it.each(["Save", "Save what I chose"])("is saved as was chosen by the button %s", async (button) => {
    const asked = serve({
      "GET /v1/schema/relation": SCHEMA,
      "PATCH /v1/relations/{id}": ({ body, headers }: Asked) =>
        headers.get("If-Match") === '"3"'
          ? problem(412, "stale_version", { current: { note: "Theirs" }, version: 5 })
          : { ...ACME, ...body, version: 6 },
    });
    const done: RecordOf[] = [];
    render(<RecordDialog type="relation" record={ACME} onDone={(each) => done.push(each)} onClose={() => undefined} />);
    await screen.findByLabelText("Name");
    type("Note", "Mine");
    press("Save");
    fireEvent.click(await screen.findByRole("radio", { name: /Theirs/, hidden: true }));
    press(button);
    await waitFor(() => expect(done[0]?.note).toBe("Theirs"));
    expect(asked.at(-1)?.headers.get("If-Match")).toBe('"5"');
  });
});

describe("editing in place", () => {
  it("shows a conflict with both values, and saves what was chosen after the newer version", async () => {
    const asked = serve({
      "PATCH /v1/relations/{id}": ({ body, headers }: Asked) =>
        headers.get("If-Match") === '"3"'
          ? problem(412, "stale_version", { current: { note: "Theirs" }, version: 5 })
          : { ...ACME, ...body, version: 6 },
    });
    const saved: RecordOf[] = [];
    const note = field("note");
    render(<InPlace record={ACME} plural="relations" field={note} onSaved={(each) => saved.push(each)} />);
    press("Edit Note");
    type("Note", "Mine");
    press("Save");
    await screen.findByText("Somebody changed this while you were editing. Choose what stays.");
    expect(screen.getByText("Mine", { selector: ".check > span", exact: false })).toBeTruthy();
    expect(screen.getByText("Theirs", { selector: ".check > span > span", exact: true })).toBeTruthy();
    press("Save what I chose");
    await waitFor(() => expect(saved[0]?.note).toBe("Mine"));
    expect(asked.at(-1)?.headers.get("If-Match")).toBe('"5"');
  });

  it("is left as it was by Escape, and the focus comes back", async () => {
    serve({});
    render(<InPlace record={ACME} plural="relations" field={field("note")} onSaved={() => undefined} />);
    press("Edit Note");
    type("Note", "Mine");
    fireEvent.keyDown(screen.getByLabelText("Note"), { key: "Escape" });
    expect(screen.getByText("Old")).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit Note" })));
  });
});
