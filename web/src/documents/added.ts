import { asProblem } from "@/api/problem.ts";
import type { RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { told } from "@/shared/error_note.tsx";
import { type Action, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { type Named, turn } from "./actions.ts";
import { ofRecord } from "./rows.ts";
import { w } from "./words.ts";

type Turned = (record: RecordOf) => void;

const AT_ONCE = 3;
const MOST_NAMED = 3;

/** What became a document; `opened` where it is shared although nobody said who is to see it. */
export type Added = { record: RecordOf; opened: boolean };

export const added = (record: RecordOf, said: string | null | undefined): Added => ({
  record,
  opened: isShared(record) && !said,
});

const isShared = (record: RecordOf): boolean => record.visibility === "shared";

/** What is shared because nobody said who is to see it can be kept internal in the same breath. */
export function sayAdded(made: readonly Added[], show: Action | null = null, onTurned: Turned = () => {}): void {
  if (made.length === 0) return;
  const records = made.map(({ record }) => record);
  const shared = made.some(({ opened }) => opened) ? records.filter(isShared).map(ofRecord) : [];
  const all = shared.length === made.length ? "addedShared" : "addedSomeShared";
  const keep = { label: w("withdraw"), run: () => turnAll(shared, false, onTurned) };
  say(w(shared.length > 0 ? all : "added", { n: made.length, shared: shared.length }), {
    action: [...(show ? [show] : []), ...(shared.length > 0 && may("document.publish") ? [keep] : [])],
  });
}

/** Shares them, or keeps them internal: all that can be, saying which could not, as these are seen by others than meant. */
async function turnAll(documents: readonly Named[], shared: boolean, onTurned: Turned): Promise<void> {
  const done: Named[] = [];
  const left: Named[] = [];
  let refusal: unknown;
  const one = async (each: Named) => {
    try {
      onTurned(await turn(each.id, shared));
      done.push(each);
    } catch (error) {
      left.push(each);
      refusal = error;
    }
  };
  for (let at = 0; at < documents.length; at += AT_ONCE) {
    await Promise.all(documents.slice(at, at + AT_ONCE).map(one));
  }
  if (done[0]) {
    const { title } = done[0];
    const said = done.length > 1 ? w(shared ? "areShared" : "areInternal", { n: done.length }) : null;
    say(said ?? w(shared ? "isShared" : "isInternal", { title }), { undo: () => turnAll(done, !shared, onTurned) });
  }
  if (left.length === 0) return;
  const problem = asProblem(refusal);
  const isFinal = problem.status === 403 || problem.status === 404;
  const titles = left.slice(0, MOST_NAMED).map(({ title }) => title);
  const more = left.length > MOST_NAMED ? [`+ ${left.length - MOST_NAMED}`] : [];
  say(w(shared ? "stillInternal" : "stillShared", { titles: [...titles, ...more].join(", "), why: told(problem) }), {
    tone: "bad",
    action: isFinal ? [] : { label: common("retry"), run: () => turnAll(left, shared, onTurned) },
  });
}
