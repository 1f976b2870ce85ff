import { api, got } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import type { components } from "@/api/schema.ts";
import { me } from "@/api/session.ts";
import { countUnread, lessUnread } from "@/shell/unread.ts";

export type Notice = components["schemas"]["Notice"];
export type Notices = { data: Notice[]; page: { next_cursor: string | null; has_more: boolean } };

export const readNotices = (query: { limit: number; unread?: boolean; cursor?: string | null }): Promise<Notices> =>
  got(api.GET("/v1/notices", { params: { query: { ...query, unread: query.unread || undefined } } }));

export async function mark(notice: Notice, read: boolean): Promise<void> {
  lessUnread(read ? 1 : -1);
  await api.POST(`/v1/notices/{id}/${read ? "read" : "unread"}`, { params: { path: { id: notice.id } } });
}

/** Up to the newest that was seen: what came meanwhile stays unread. */
export async function markAll(newest: Notice): Promise<void> {
  let complete = false;
  while (!complete) {
    ({ complete } = await got(api.POST("/v1/notices/read", { body: { until: newest.at } })));
  }
  stale("/v1/notices");
  await countUnread();
}

/** Where a notice leads; null where that is nowhere any more. */
export function wayTo(notice: Notice): string | null {
  const { id, type, title } = notice.record;
  if (title === null && notice.kind !== "assigned") return null;
  if (me.value?.kind !== "employee") return outside(id, type);
  if (type === "job") return "/jobs";
  if (title === null) return "/";
  return screenOf(id);
}

function outside(id: string, type: string | null): string | null {
  const plural = { activity: "activities", document: "documents", relation: "relations" }[type ?? ""];
  return plural ? `/portal/${plural}/${id}` : null;
}
