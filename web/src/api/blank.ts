import type { FieldFault } from "./problem.ts";

/** A text is refused for its form: where it is empty, it is rather missing. */
const OF_FORM = new Set(["not_valid", "too_short", "not_a_choice"]);
const MISSING = { code: "required", message: "This is required." };

/** The same faults; those of texts that were sent empty say that they are required. */
export const withBlanks = (faults: readonly FieldFault[], sent: unknown): FieldFault[] =>
  faults.map((fault) => (OF_FORM.has(fault.code) && isBlank(at(sent, fault.field)) ? { ...fault, ...MISSING } : fault));

const isBlank = (value: unknown): boolean => typeof value === "string" && value.trim() === "";

/** What stands at a path such as `channels[0].value`. */
function at(sent: unknown, path: string): unknown {
  const parts = path.split(/[.[\]]+/).filter(Boolean);
  return parts.reduce<unknown>(
    (found, part) => (found && typeof found === "object" ? (found as Record<string, unknown>)[part] : undefined),
    sent,
  );
}
