import { asProblem } from "@/api/problem.ts";
import type { RecordOf } from "@/api/records.ts";
import { labelOf } from "@/fields/index.ts";
import { complain, say } from "@/shared/toast.tsx";
import { w } from "./words.ts";

/** Why a record could not be restored; what it belongs to and was archived too is named, as it must come back first. */
export function restoreRefused(error: unknown, type: string, record: RecordOf, name: string): void {
  const held = asProblem(error).faults.filter((fault) => fault.code === "archived");
  const what = held.map(({ field }) => linkAt(field.split(/[.[]/)[0] ?? field, type, record)).join(", ");
  if (what) say(w("restoreFirst", { name, what }), { tone: "bad" });
  else complain(error);
}

function linkAt(field: string, type: string, record: RecordOf): string {
  const { title } = (record[field] ?? {}) as { title?: unknown };
  return typeof title === "string" && title ? `${labelOf(field, type)} (${title})` : labelOf(field, type);
}
