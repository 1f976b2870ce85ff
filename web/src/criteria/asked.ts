import { labelOf } from "@/fields/label.ts";
import type { AskedKind, FieldDef, Schema } from "@/fields/schema.ts";
import { compare } from "@/words/format.ts";

/** A field that criteria may ask about. */
export type Asked = { name: string; label: string; kind: AskedKind; many: boolean; field: FieldDef };

type Extra = [name: string, kind: AskedKind, many?: boolean, options?: string[], to?: string[]];

/** What can be asked of a type although its records have no field of that name; `needs` must be seen for it. */
const EXTRAS: Record<string, { needs: string; asked: Extra }[]> = {
  relation: [
    { needs: "addresses", asked: ["country", "choice", true] },
    { needs: "last_touch", asked: ["last_touch_at", "datetime"] },
  ],
  contact: [{ needs: "display_name", asked: ["name", "text"] }],
  building: [{ needs: "addresses", asked: ["country", "choice", true] }],
  activity: [
    { needs: "is_task", asked: ["task", "choice", false, ["open", "done"]] },
    { needs: "done_at", asked: ["done", "boolean"] },
    { needs: "due_on", asked: ["due", "date"] },
    {
      needs: "mail",
      asked: ["mail_state", "choice", false, ["inbox", "filed", "queued", "sent", "failed", "bounced", "cancelled"]],
    },
  ],
  connection: [{ needs: "from_record", asked: ["record", "link", true, undefined, []] }],
  duplicate: [{ needs: "one", asked: ["record", "link", true, undefined, ["relation", "contact", "address"]] }],
  selection: [{ needs: "access", asked: ["shared_with", "link", true, undefined, ["user", "team"]] }],
  view: [{ needs: "access", asked: ["shared_with", "link", true, undefined, ["user", "team"]] }],
};

/** All that can be asked of a type by who looks, in the order of its fields, own fields last. */
export function askedOf(schema: Schema): Asked[] {
  const known = schema.fields.flatMap((field) => {
    if (!field.criteria) return [];
    return [{ name: field.name, label: labelOf(field), kind: field.criteria.kind, many: field.criteria.many, field }];
  });
  const names = new Set(schema.fields.map((field) => field.name));
  const more = (EXTRAS[schema.type] ?? [])
    .filter(({ needs, asked: [name] }) => names.has(needs) && !known.some((each) => each.name === name))
    .map(({ asked }) => extra(schema.type, asked));
  const declared = [...known.filter((each) => !each.field.custom), ...more];
  const own = known.filter((each) => each.field.custom);
  return [...declared.sort((a, b) => compare(a.label, b.label)), ...own];
}

function extra(of: string, [name, kind, many = false, options, to]: Extra): Asked {
  const field: FieldDef = {
    name,
    of,
    custom: false,
    may: "read",
    required: false,
    criteria: { kind, many, indexed: false },
    schema: {},
    ...(options ? { options: options.map((key) => ({ key })) } : {}),
    ...(to ? { to } : {}),
  };
  return { name, label: labelOf(field), kind, many, field };
}
