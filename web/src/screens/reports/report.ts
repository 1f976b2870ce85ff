import { api, got, type Schemas } from "@/api/client.ts";
import { problemOf } from "@/api/problem.ts";
import type { RecordOf } from "@/api/records.ts";
import { authorized } from "@/api/send.ts";
import type { Criteria } from "@/screens/list/state.ts";
import { fileName, saveFile } from "@/shared/save_file.ts";

/** A report as it is asked for, and as the API makes it; see POST /v1/reports. */
export type Every = "day" | "week" | "month" | "quarter" | "year";
export type Take = "count" | "sum" | "average" | "min" | "max";
export type By = { field: string; every?: Every | null };
export type Measure = { take: Take; field?: string | null };
export type Report = {
  of: string;
  selection?: string | null;
  criteria?: Criteria | null;
  measures: Measure[];
  by: By[];
};
export type Made = Schemas["KnownReport"];
export type MadeRow = Made["rows"][number];
export type Group = MadeRow["groups"][number];
export type SavedReport = RecordOf & {
  name: string;
  of: string;
  selection?: { id: string; title?: string | null } | null;
  criteria?: Criteria | null;
  measures: Measure[];
  by: By[];
  restricted?: boolean;
  locked?: boolean;
  owner?: { id: string } | null;
  access?: { who: { id: string; title?: string | null }; level: string }[];
};

export const MOST_BY = 2;
export const MOST_MEASURES = 5;
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function bodyOf(report: Report): Schemas["Report"] {
  const those = report.selection ? { selection: report.selection } : { criteria: report.criteria ?? { all: [] } };
  return { of: report.of, ...those, measures: report.measures, by: report.by };
}

export const make = (report: Report, signal?: AbortSignal): Promise<Made> =>
  got(api.POST("/v1/reports", { body: bodyOf(report), signal }));

/** The browser saves what the API made of it. */
export async function exported(report: Report, name: string, format: "csv" | "xlsx"): Promise<void> {
  const answer = await authorized("/v1/reports/export", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: format === "xlsx" ? XLSX : "text/csv" },
    body: JSON.stringify(bodyOf(report)),
  });
  if (!answer.ok) throw await problemOf(answer);
  saveFile(await answer.blob(), `${fileName(name)}.${format}`);
}

/** As an address holds it: `by=status&by…` would be lost in a map of names, so a list stands in one. */
export function readReport(query: Record<string, string | undefined>, otherwise: Report): Report {
  if (!query.of) return otherwise;
  return {
    of: query.of,
    selection: query.selection || null,
    criteria: criteriaIn(query.criteria),
    measures: (query.measures ?? "count").split(",").map(measureIn).slice(0, MOST_MEASURES),
    by: (query.by ?? "").split(",").filter(Boolean).map(byIn).slice(0, MOST_BY),
  };
}

export function queryOf(report: Report): Record<string, string | undefined> {
  return {
    of: report.of,
    selection: report.selection ?? undefined,
    criteria: report.criteria ? JSON.stringify(report.criteria) : undefined,
    measures: report.measures.map((each) => (each.field ? `${each.take}:${each.field}` : each.take)).join(","),
    by: report.by.map((each) => (each.every ? `${each.field}:${each.every}` : each.field)).join(","),
  };
}

const TAKES: readonly string[] = ["count", "sum", "average", "min", "max"];
export const EVERY: readonly Every[] = ["day", "week", "month", "quarter", "year"];

function measureIn(text: string): Measure {
  const [take = "", field] = text.split(":");
  return field && TAKES.includes(take) ? { take: take as Take, field } : { take: "count" };
}

function byIn(text: string): By {
  const [field = "", every] = text.split(":");
  return EVERY.includes(every as Every) ? { field, every: every as Every } : { field };
}

function criteriaIn(text: string | undefined): Criteria | null {
  try {
    const found: unknown = text ? JSON.parse(text) : null;
    return typeof found === "object" && !Array.isArray(found) ? (found as Criteria | null) : null;
  } catch {
    return null;
  }
}
