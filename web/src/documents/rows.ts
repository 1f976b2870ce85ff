import { useEffect, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
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

type Found = { rows: DocumentRow[]; next: string | null };

/** The documents of a record, the newest first; older ones follow on demand. */
export function useDocuments(of: string) {
  const first = useQuery(keyOf(of), () => documentsOf(of));
  const [older, setOlder] = useState<Found[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const newest = first.data?.rows.map(({ id }) => id).join(" ");
  useEffect(() => setOlder([]), [of, newest]);
  const next = (older.at(-1) ?? first.data)?.next ?? null;
  const more = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const page = await documentsOf(of, next);
      setOlder((before) => [...before, page]);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { first, older: older.flatMap((page) => page.rows), next, more, busy, problem };
}

/** Of relations, contacts, addresses and activities the timeline tells those that belong to it through a contact too. */
async function documentsOf(of: string, cursor: string | null = null): Promise<Found> {
  const plural = PLURALS[of.slice(0, of.indexOf("_")) as keyof typeof PLURALS];
  if (plural) {
    const query = { types: ["document"], limit: MOST, cursor };
    const found = await got(api.GET(`/v1/${plural}/{id}/timeline`, { params: { path: { id: of }, query } }));
    return { rows: found.data.map(ofTimeline), next: found.page.next_cursor ?? null };
  }
  const criteria = { field: "links", op: "has_any", value: [of] };
  const found = await searchRecords("documents", {
    criteria,
    sort: "-updated_at",
    limit: MOST,
    ...(cursor ? { cursor } : {}),
  });
  return { rows: found.data.map(ofRecord), next: found.page.next_cursor };
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
