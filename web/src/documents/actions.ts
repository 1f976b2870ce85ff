import { api, got, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { archiveRecord, changeRecord, type RecordOf, restoreRecord } from "@/api/records.ts";
import { complain, say } from "@/shared/toast.tsx";
import { w } from "./words.ts";

export type Named = { id: string; title: string };

/** What somebody does with a document, wherever it is shown. Each says what it did, with a way back where there is one. */
export async function download(id: string, version?: number): Promise<void> {
  try {
    const at = await got(api.GET("/v1/documents/{id}/download", { params: { path: { id }, query: { version } } }));
    const link = document.createElement("a");
    link.href = at.url;
    link.download = at.file_name;
    link.rel = "noopener noreferrer";
    link.click();
  } catch (error) {
    complain(error);
  }
}

export async function publish({ id, title }: Named, shared: boolean): Promise<RecordOf | null> {
  try {
    const record = await turn(id, shared);
    say(w(shared ? "isShared" : "isInternal", { title }), { undo: () => publish({ id, title }, !shared) });
    return record;
  } catch (error) {
    complain(error);
    return null;
  }
}

/** Shares a document, or keeps it internal, without a word of it. */
export async function turn(id: string, shared: boolean): Promise<RecordOf> {
  const verb = shared ? "publish" : "withdraw";
  const record = await got(api.POST(`/v1/documents/{id}/${verb}`, { params: { path: { id } } }));
  changed(id);
  return record;
}

export async function rename({ id, title }: Named, to: string): Promise<void> {
  await changeRecord("documents", id, { title: to });
  changed(id);
  say(w("isRenamed", { title: to }), {
    undo: async () => {
      await changeRecord("documents", id, { title });
      changed(id);
    },
  });
}

export async function archive({ id, title }: Named): Promise<void> {
  try {
    await archiveRecord("documents", id);
    changed(id);
    say(w("isArchived", { title }), { undo: () => restore(id) });
  } catch (error) {
    complain(error);
  }
}

export async function restore(id: string): Promise<void> {
  await restoreRecord("documents", id);
  changed(id);
}

/** Lists of documents, and timelines that have them, are asked anew. */
export function changed(id?: string): void {
  stale("/v1/documents?of=");
  if (id) stale(`/v1/documents/${id}`);
}

/** `once` is its idempotency key: however often it is tried, one document is made. */
export async function create(body: Schemas["NewDocument"], once: string): Promise<RecordOf> {
  const record = await got(api.POST("/v1/documents", { params: { header: { "Idempotency-Key": once } }, body }));
  changed();
  return record;
}
