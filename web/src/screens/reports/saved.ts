import { type Query, stale, useQuery } from "@/api/query.ts";
import { archiveRecord, changeRecord, createRecord, listRecords, readRecord, restoreRecord } from "@/api/records.ts";
import { type Sharing, sharedBody } from "@/sharing/sharing.ts";
import type { Report, SavedReport } from "./report.ts";

const KEY = "/v1/saved-reports";
const MOST = 200;

export function useSavedReports(): Query<SavedReport[]> {
  return useQuery(
    `${KEY}?limit=${MOST}`,
    async () => (await listRecords<SavedReport>("saved-reports", { limit: MOST })).data,
  );
}

export function useSavedReport(id: string | undefined): Query<SavedReport> {
  return useQuery(
    id ? `${KEY}/${id}` : null,
    async () => (await readRecord("saved-reports", id as string)) as SavedReport,
  );
}

export const reportOf = (saved: SavedReport): Report => ({
  of: saved.of,
  selection: saved.selection?.id ?? null,
  criteria: saved.criteria ?? null,
  measures: saved.measures,
  by: saved.by ?? [],
});

const kept = (report: Report): Record<string, unknown> => ({
  selection: report.selection ? { id: report.selection } : null,
  criteria: report.selection ? null : (report.criteria ?? { all: [] }),
  measures: report.measures,
  by: report.by,
});

export async function saveReport(
  report: Report,
  sharing: Sharing | null,
  saved: SavedReport | null,
): Promise<SavedReport> {
  const body = { ...(sharing ? sharedBody(sharing) : {}), ...kept(report) };
  const done = saved
    ? await changeRecord("saved-reports", saved.id, body, saved.version)
    : await createRecord("saved-reports", { of: report.of, ...body });
  stale(KEY);
  return done as SavedReport;
}

export async function dropReport(saved: SavedReport): Promise<void> {
  await archiveRecord("saved-reports", saved.id);
  stale(KEY);
}

export async function bringBackReport(saved: SavedReport): Promise<void> {
  await restoreRecord("saved-reports", saved.id);
  stale(KEY);
}
