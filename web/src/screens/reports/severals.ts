import { fieldOf, type Schema } from "@/fields/index.ts";
import { dimensionName } from "./figures.ts";
import type { By, Made, Report } from "./report.ts";

export const isSeveral = (schema: Schema, by: By): boolean => fieldOf(schema, by.field)?.criteria?.many === true;

/** What a report is put together by of which records count in more than one row, by name; none where the rows come to the
 * totals, so that nothing is to be explained. */
export function severalsOf(schema: Schema, report: Report, made: Made): string[] {
  if (rowsAddUp(made)) return [];
  return report.by.filter((by) => isSeveral(schema, by)).map((by) => dimensionName(schema, by));
}

/** Averages and the like can be added to nothing, and tell nothing of it. */
function rowsAddUp({ measures, rows, totals }: Made): boolean {
  const addable = [...measures.keys()].filter((at) => ["count", "sum"].includes(measures[at]?.take ?? ""));
  if (addable.length === 0) return false;
  return addable.every((at) => {
    const sum = rows.reduce((all, { figures }) => all + Number(figures[at] ?? 0), 0);
    const total = Number(totals[at] ?? 0);
    return Math.abs(sum - total) <= 1e-9 * Math.max(1, Math.abs(total)); // decimals, added as numbers
  });
}
