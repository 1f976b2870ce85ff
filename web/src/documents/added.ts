import type { RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { type Action, say } from "@/shared/toast.tsx";
import { ofRecord } from "./rows.ts";
import { titlesOf, turnAll } from "./turning.ts";
import { w } from "./words.ts";

/** What became a document; `opened` where it is shared although nobody said who is to see it. */
export type Added = { record: RecordOf; opened: boolean };

export const added = (record: RecordOf, said: string | null | undefined): Added => ({
  record,
  opened: isShared(record) && !said,
});

const isShared = (record: RecordOf): boolean => record.visibility === "shared";

/** What is shared because nobody said who is to see it can be kept internal in the same breath; what was shared on purpose
 * stays so, and what is meant is named beside it. */
export function sayAdded(
  made: readonly Added[],
  show: Action | null = null,
  onTurned: (record: RecordOf) => void = () => {},
): void {
  if (made.length === 0) return;
  const opened = made.filter((each) => each.opened).map(({ record }) => ofRecord(record));
  const shared = opened.length > 0 ? made.filter(({ record }) => isShared(record)).length : 0;
  const all = shared === made.length ? "addedShared" : "addedSomeShared";
  const label = opened.length < shared ? `${w("withdraw")}: ${titlesOf(opened)}` : w("withdraw");
  const keep = { label, run: () => turnAll(opened, false, onTurned) };
  const keeps = opened.length > 0 && may("document.publish") ? [keep] : [];
  say(w(shared > 0 ? all : "added", { n: made.length, shared }), {
    action: [...(show ? [show] : []), ...keeps],
    lasting: keeps.length > 0,
  });
}
