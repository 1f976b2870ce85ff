import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";
import { Toasts } from "@/shared/toast.tsx";
import { routeBy } from "@/shell/routing.ts";
import { language } from "@/words/language.ts";
import { type Asked, serve, signedIn } from "../../../tests/server.ts";
import Merge from "./index.tsx";

const text = { anyOf: [{ type: "string", maxLength: 200 }, { type: "null" }] };
const field = (name: string, schema: unknown = text) => ({
  name,
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema,
});
const SCHEMA = {
  type: "relation",
  plural: "relations",
  fields: [
    field("name"),
    field("vat_number"),
    field("status", { type: "array", items: { enum: ["customer", "supplier"] } }),
  ],
};
const FIELDS = [
  { field: "name", values: { rel_1: "Acme", rel_2: "Acme B.V." }, conflict: true, chosen: null },
  { field: "vat_number", values: { rel_1: "NL1", rel_2: "NL1" }, conflict: false, chosen: null },
  { field: "status", values: { rel_1: ["customer"], rel_2: ["supplier"] }, conflict: true, chosen: null },
];
const PREVIEW = {
  record: { id: "rel_1", name: "Acme", status: ["customer", "supplier"] },
  errors: [],
  fields: FIELDS,
  references: { contact: 2, activity: 1, address: 0, duplicate: 1 },
  outsiders: 0,
  obstacles: [],
};
const JOB = { id: "job_1", state: "done", found: 1, counts: {}, undo_until: "2026-12-23T00:00:00Z" };

const went: string[] = [];
beforeEach(() => {
  language.value = "en";
  signedIn("relation.merge");
  went.length = 0;
  routeBy((to) => went.push(to));
  history.replaceState(null, "", "/merge/relation?ids=rel_1,rel_2");
});

const open = (
  answer: (asked: Asked) => unknown = ({ body }) => (body.preview ? { preview: PREVIEW } : [202, { job: JOB }]),
) => {
  const asked = serve({
    "GET /v1/schema/relation": SCHEMA,
    "POST /v1/relations/{id}/merge": answer,
    "POST /v1/jobs/{id}/undo": [202, { id: "job_2" }],
  });
  render(
    <>
      <Merge type="relation" />
      <Toasts />
    </>,
  );
  return asked;
};

describe("merging", () => {
  it("shows what differs, what it becomes and what moves along, in two requests", async () => {
    const asked = open();
    await screen.findByRole("row", { name: /^Name/ });
    expect(screen.queryByRole("row", { name: /^VAT number/ })).toBeNull();
    expect(screen.getByText("2 contacts, 1 activity")).toBeTruthy();
    expect(asked).toHaveLength(2);
    fireEvent.click(screen.getByLabelText("Only what differs"));
    expect(screen.getByRole("row", { name: /^VAT number/ })).toBeTruthy();
  });

  it("sends what was chosen, goes to the one that stays, and is undone from what it said", async () => {
    const asked = open();
    fireEvent.click(await screen.findByRole("radio", { name: "Name: Acme B.V." }));
    await waitFor(() => expect(asked.at(-1)?.body.choices).toEqual({ name: "rel_2" }));
    await waitFor(() =>
      expect((screen.getByRole("button", { name: "Merge" }) as HTMLButtonElement).disabled).toBe(false),
    );
    fireEvent.click(screen.getByRole("button", { name: "Merge" }));
    await waitFor(() => expect(went).toEqual(["/relations/rel_1"]));
    const done = asked.find((each) => each.path.endsWith("/merge") && !each.body.preview);
    expect(done?.path).toBe("/v1/relations/rel_1/merge");
    expect(done?.body).toEqual({ sources: ["rel_2"], choices: { name: "rel_2" }, preview: false });
    fireEvent.click(screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement);
    await waitFor(() => expect(asked.at(-1)?.path).toBe("/v1/jobs/job_1/undo"));
  });

  it("shows at once what was chosen, before the preview is there", async () => {
    let answer = () => {};
    const slow = new Promise<void>((done) => {
      answer = done;
    });
    open(async ({ body }) => {
      if (body.choices.name) await slow;
      return { preview: PREVIEW };
    });
    const other = (await screen.findByRole("radio", { name: "Name: Acme B.V." })) as HTMLInputElement;
    fireEvent.click(other);
    await waitFor(() => expect(document.querySelector(".merge-result")?.textContent).toBe("Acme B.V."));
    expect(other.checked).toBe(true);
    answer();
  });

  it("is sent by the same key again when the answer was lost, and by another for another choice", async () => {
    const asked = open(({ body }) => {
      if (!body.preview) throw new TypeError("Failed to fetch");
      return { preview: PREVIEW };
    });
    const press = async () => {
      const button = (await screen.findByRole("button", { name: "Merge" })) as HTMLButtonElement;
      await waitFor(() => expect(button.disabled).toBe(false));
      const before = sent().length;
      fireEvent.click(button);
      await waitFor(() => expect(sent()).toHaveLength(before + 1));
    };
    const sent = () =>
      asked.filter((each) => each.body?.preview === false).map((each) => each.headers.get("Idempotency-Key"));
    await press();
    await press();
    fireEvent.click(screen.getByRole("radio", { name: "Name: Acme B.V." }));
    await waitFor(() => expect(asked.at(-1)?.body.choices).toEqual({ name: "rel_2" }));
    await press();
    const [first, again, other] = sent();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it("leaves lists united until somebody chooses", async () => {
    const asked = open();
    const both = (await screen.findByLabelText("All together")) as HTMLInputElement;
    expect(both.checked).toBe(true);
    fireEvent.click(screen.getByRole("radio", { name: "Status: Acme" }));
    await waitFor(() => expect(asked.at(-1)?.body.choices).toEqual({ status: "rel_1" }));
  });

  it("can keep the other one instead", async () => {
    const asked = open();
    fireEvent.click(await screen.findByRole("button", { name: "Keep this one" }));
    await waitFor(() => expect(asked.at(-1)?.path).toBe("/v1/relations/rel_2/merge"));
    expect(asked.at(-1)?.body.sources).toEqual(["rel_1"]);
  });

  it("is barred by what stands in the way, and says it", async () => {
    const obstacles = [{ code: "archived", message: "Restore it first.", records: ["rel_2"] }];
    open(() => ({ preview: { ...PREVIEW, obstacles } }));
    await screen.findByText("Restore it first.");
    expect((screen.getByRole("button", { name: "Merge" }) as HTMLButtonElement).disabled).toBe(true);
  });
});
