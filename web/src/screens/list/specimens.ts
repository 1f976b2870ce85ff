import type { RecordOf } from "@/api/records.ts";
import type { FieldDef, Schema } from "@/fields/index.ts";

/** A small organisation for the tests of lists. */
const field = (name: string, more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema: { type: "string", maxLength: 200 },
  ...more,
});

export const STATUS = field("status", {
  of: "relation",
  criteria: { kind: "choice", many: true, indexed: true },
  schema: { type: "array", items: { enum: ["prospect", "customer", "partner"] } },
});

export const STAGE = field("custom_stage", {
  of: "relation",
  custom: true,
  kind: "choice",
  label: "Stage",
  criteria: { kind: "choice", many: false, indexed: true },
  options: [
    { key: "lead", name: "Lead", names: {}, next: ["offer"], first: true, archived: false },
    { key: "offer", name: "Offer", names: {}, next: ["won"], archived: false },
    { key: "won", name: "Won", names: {}, archived: false },
  ] as FieldDef["options"],
});

export const SCHEMA: Schema = {
  type: "relation",
  plural: "relations",
  summary: "A company, a person or a couple.",
  actions: ["create", "edit", "delete", "export", "merge", "read"],
  sorts: ["name", "updated_at"],
  fields: [
    field("display_name", { may: "read" }),
    field("name", { criteria: { kind: "text", many: false, indexed: false } }),
    field("city", { may: "read", criteria: { kind: "text", many: false, indexed: false } }),
    field("city_note"),
    STATUS,
    STAGE,
    field("owner", {
      criteria: { kind: "link", many: false, indexed: true },
      schema: { anyOf: [{ $ref: "#/$defs/KnownLink" }, { type: "null" }] },
    }),
  ],
};

export const relation = (id: string, name: string, more: Partial<RecordOf> = {}): RecordOf => ({
  id,
  version: 1,
  display_name: name,
  city: "Lyon",
  status: ["prospect"],
  custom_stage: "lead",
  archived_at: null,
  ...more,
});

export const CLAES = relation("rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9B1", "Brasserie Claes", { city: "Bruxelles" });
export const DUPONT = relation("rel_01KAJ2N0M0V4Q3W5X6Y7Z8A9B2", "Établissements Dupont", {
  status: ["customer"],
  custom_stage: "offer",
});
