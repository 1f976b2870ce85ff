import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { expect, it, describe as suite } from "vitest";
import type { FieldDef, Schema } from "@/fields/schema.ts";
import { language } from "@/words/language.ts";
import { serve } from "../../tests/server.ts";
import { CriteriaBuilder } from "./builder.tsx";
import { describe } from "./describe.ts";
import { isWhole } from "./operators.ts";
import { type Criteria, depth, groupOf, written } from "./tree.ts";

const field = (name: string, kind: string, more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  of: "relation",
  custom: false,
  may: "write",
  required: false,
  criteria: { kind: kind as never, many: false, indexed: false },
  schema: { type: "string" },
  ...more,
});

const SCHEMA: Schema = {
  type: "relation",
  plural: "relations",
  summary: "",
  actions: [],
  sorts: [],
  fields: [
    field("city", "text"),
    field("completeness", "number"),
    field("status", "choice", {
      criteria: { kind: "choice", many: true, indexed: true },
      options: [{ key: "customer" }, { key: "supplier" }],
    }),
    field("last_touch", "", { criteria: null }),
  ],
};

suite("criteria as a tree", () => {
  const nested: Criteria = {
    all: [
      { field: "city", op: "eq", value: "Almere" },
      {
        not: {
          any: [
            { field: "completeness", op: "lt", value: 50 },
            { field: "city", op: "missing" },
          ],
        },
      },
    ],
  };

  it("comes out as it went in, denied groups too", () => {
    expect(written(groupOf(nested), isWhole)).toEqual(nested);
  });

  it("leaves out what is not whole, and the groups that are empty without it", () => {
    const half: Criteria = { all: [{ field: "city", op: "eq", value: "" }, { any: [{ field: "city", op: "eq" }] }] };
    expect(written(groupOf(half), isWhole)).toBeNull();
  });

  it("counts a denied group as two levels, as the API does", () => {
    expect(depth(groupOf(nested))).toBe(3);
  });
});

suite("criteria in words", () => {
  const asked: Criteria = {
    all: [
      { field: "status", op: "has_any", value: ["customer", "supplier"] },
      { field: "last_touch_at", op: "lt", value: { last: 3, unit: "months" } },
    ],
  };

  it("reads as a sentence in the reader's language", () => {
    language.value = "en";
    expect(describe(asked, SCHEMA)).toBe(
      "Status has any of Customer, Supplier and Last contact is before 3 months ago",
    );
    language.value = "nl";
    expect(describe(asked, SCHEMA)).toBe(
      "Status heeft een van Klant, Leverancier en Laatste contact is vóór 3 maanden geleden",
    );
    language.value = "en";
  });

  it("says everything where nothing is asked", () => {
    expect(describe(null, SCHEMA)).toBe("everything");
  });
});

suite("the builder", () => {
  function Trying({ onTold }: { onTold: (criteria: Criteria | null) => void }) {
    const [value, setValue] = useState<Criteria | null>(null);
    return (
      <CriteriaBuilder
        type="relation"
        value={value}
        onValue={(criteria) => {
          setValue(criteria);
          onTold(criteria);
        }}
      />
    );
  }

  it("tells what is whole, and not what is half typed", async () => {
    serve({ "GET /v1/schema/relation": SCHEMA });
    const told: (Criteria | null)[] = [];
    render(<Trying onTold={(criteria) => told.push(criteria)} />);
    fireEvent.click(await screen.findByRole("button", { name: "Add a condition" }));
    fireEvent.change(screen.getByLabelText("Field"), { target: { value: "completeness" } });
    fireEvent.change(screen.getByLabelText("Comparison"), { target: { value: "lt" } });
    expect(told).toEqual([]);
    fireEvent.input(screen.getByLabelText("Value"), { target: { value: "5o" } });
    expect(told).toEqual([]);
    fireEvent.input(screen.getByLabelText("Value"), { target: { value: "50" } });
    expect(told).toEqual([{ all: [{ field: "completeness", op: "lt", value: 50 }] }]);
    fireEvent.change(screen.getByLabelText("Meets"), { target: { value: "none" } });
    expect(told.at(-1)).toEqual({ not: { any: [{ field: "completeness", op: "lt", value: 50 }] } });
  });

  it("takes a condition out, and then asks nothing", async () => {
    serve({ "GET /v1/schema/relation": SCHEMA });
    const told: (Criteria | null)[] = [];
    render(<Trying onTold={(criteria) => told.push(criteria)} />);
    fireEvent.click(await screen.findByRole("button", { name: "Add a condition" }));
    fireEvent.change(screen.getByLabelText("Comparison"), { target: { value: "missing" } });
    await waitFor(() => expect(told.at(-1)).toEqual({ all: [{ field: "city", op: "missing" }] }));
    fireEvent.click(screen.getByRole("button", { name: "Remove condition 1" }));
    expect(told.at(-1)).toBeNull();
  });
});
