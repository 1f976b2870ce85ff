import { may } from "@/api/session.ts";
import { useKeys } from "@/shared/keys.ts";
import type { Card } from "./card.ts";
import { toggleFollowing } from "./following.ts";

/** Edit, contact (a person), task, log a call, note, follow; as far as the reader may. */
export function useCardKeys(card: Card | null): void {
  const makes = (type: string) => !card?.record.archived_at && may(`${type}.create`);
  const activity = (kind: string) => () => makes("activity") && card?.open({ what: "activity", kind });
  useKeys({
    e: () => card?.can("edit") && card.open({ what: "edit" }),
    p: () => card?.type === "relation" && makes("contact") && card.open({ what: "contact" }),
    t: activity("task"),
    l: activity("phone_call"),
    n: activity("note"),
    f: () => card && toggleFollowing(card.record.id, card.title),
  });
}
