import { useMemo, useRef, useState } from "preact/hooks";
import { stale } from "@/api/query.ts";
import { archiveRecord, type RecordOf, restoreRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { restoreRefused } from "@/editing/restore_refused.ts";
import type { Schema } from "@/fields/index.ts";
import { say } from "@/shared/toast.tsx";
import { titleField } from "./columns.ts";
import { nameOf } from "./naming.ts";
import type { Rows } from "./rows.ts";
import { archivedOf, livingOf } from "./tails.ts";
import { w } from "./words.ts";

/** `restore` is null for who may not. */
export type Restoring = { rows: Rows; restore: ((row: RecordOf) => Promise<void>) | null };

/** Brings back rows of what was archived. A row goes at once, and stands where it was again where the API refuses. */
export function useRestoring(schema: Schema, rows: Rows): Restoring {
  const now = useRef(rows);
  now.current = rows;
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const left = useMemo(() => rows.rows.filter((row) => !gone.has(row.id)), [rows.rows, gone]);
  const show = (id: string) => setGone((all) => new Set([...all].filter((each) => each !== id)));
  const archive = async (id: string) => {
    await archiveRecord(schema.plural, id);
    show(id);
    changed(schema.plural, id);
    stale(archivedOf(schema.plural));
  };
  const restore = async (row: RecordOf) => {
    const name = nameOf(row, titleField(schema));
    setGone((all) => new Set([...all, row.id]));
    try {
      await restoreRecord(schema.plural, row.id);
    } catch (error) {
      show(row.id);
      return restoreRefused(error, schema.type, row, name);
    }
    now.current.put(row.id, null);
    changed(schema.plural, row.id);
    const undo = may(`${schema.type}.delete`) ? () => archive(row.id) : undefined;
    say(w("isRestored", { name }), { undo });
  };
  return { rows: { ...rows, rows: left }, restore: may(`${schema.type}.restore`) ? restore : null };
}

function changed(plural: string, id: string): void {
  stale(`/v1/${plural}/${id}`);
  stale(livingOf(plural));
}
