import { api, got, type Schemas } from "@/api/client.ts";
import { type Query, useQuery } from "@/api/query.ts";
import { type RecordOf, searchRecords } from "@/api/records.ts";

/** A document as the list of a record shows it. */
export type DocumentRow = {
  id: string;
  title: string;
  kind: string;
  visibility: string;
  state: string | null;
  fileName: string | null;
  at: string;
  /** The contact because of which it stands here. */
  through?: string | null;
};

const PLURALS = { rel: "relations", con: "contacts", adr: "addresses", act: "activities" } as const;
const MOST = 50;

export const keyOf = (of: string): string => `/v1/documents?of=${of}`;

export type Found = { rows: DocumentRow[]; more: boolean };

/** The documents of a record, the newest first. Of relations, contacts, addresses and activities the timeline tells those
 * that belong to it through a contact too. */
export function useDocuments(of: string): Query<Found> {
  return useQuery(keyOf(of), () => documentsOf(of));
}

async function documentsOf(of: string): Promise<Found> {
  const plural = PLURALS[of.slice(0, of.indexOf("_")) as keyof typeof PLURALS];
  if (plural) {
    const query = { types: ["document"], limit: MOST };
    const found = await got(api.GET(`/v1/${plural}/{id}/timeline`, { params: { path: { id: of }, query } }));
    return { rows: found.data.map(ofTimeline), more: found.page.has_more };
  }
  const criteria = { field: "links", op: "has_any", value: [of] };
  const found = await searchRecords("documents", { criteria, sort: "-updated_at", limit: MOST });
  return { rows: found.data.map(ofRecord), more: found.page.has_more };
}

function ofTimeline(row: Schemas["TimelineRow"]): DocumentRow {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind ?? "other",
    visibility: row.visibility ?? "internal",
    state: row.state ?? null,
    fileName: row.file_name ?? null,
    at: row.at,
    through: row.through,
  };
}

export function ofRecord(record: RecordOf): DocumentRow {
  const told = record as RecordOf & Partial<Schemas["DocumentRecord"]>;
  return {
    id: record.id,
    title: told.title ?? record.id,
    kind: told.kind ?? "other",
    visibility: told.visibility ?? "internal",
    state: told.state ?? null,
    fileName: told.file_name ?? null,
    at: told.created_at ?? "",
  };
}
