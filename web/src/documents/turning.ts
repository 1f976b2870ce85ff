import { type ApiProblem, asProblem } from "@/api/problem.ts";
import type { RecordOf } from "@/api/records.ts";
import { told } from "@/shared/error_note.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { type Named, turn } from "./actions.ts";
import { w } from "./words.ts";

type Turned = (record: RecordOf) => void;
type Left = { document: Named; problem: ApiProblem };

const AT_ONCE = 3;
const MOST_NAMED = 3;

/** The first ones by name, and how many more there are. */
export function titlesOf(documents: readonly Named[]): string {
  const titles = documents.slice(0, MOST_NAMED).map(({ title }) => title);
  return [...titles, ...(documents.length > MOST_NAMED ? [`+ ${documents.length - MOST_NAMED}`] : [])].join(", ");
}

/** Shares them, or keeps them internal: all that can be, saying which could not, as these are seen by others than meant. */
export async function turnAll(
  documents: readonly Named[],
  shared: boolean,
  onTurned: Turned = () => {},
): Promise<void> {
  const done: Named[] = [];
  const left: Left[] = [];
  const one = async (document: Named) => {
    try {
      onTurned(await turn(document.id, shared));
      done.push(document);
    } catch (error) {
      left.push({ document, problem: asProblem(error) });
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
  const again = left.filter((each) => !isFinal(each));
  sayLeft(left.filter(isFinal), shared);
  sayLeft(again, shared, () => {
    const those = again.map(({ document }) => document);
    return turnAll(those, shared, onTurned);
  });
}

/** The same question has the same answer. */
const isFinal = ({ problem }: Left): boolean => problem.status === 403 || problem.status === 404;

/** Each with the reason that is its own. */
function sayLeft(left: readonly Left[], shared: boolean, again?: () => unknown): void {
  if (left.length === 0) return;
  const reasons = new Set(left.map(({ problem }) => told(problem)));
  const lines = [...reasons].map((why) => {
    const those = left.filter(({ problem }) => told(problem) === why).map(({ document }) => document);
    return w(shared ? "stillInternal" : "stillShared", { titles: titlesOf(those), why });
  });
  const action = again ? [{ label: common("retry"), run: again }] : [];
  say(lines.join(" "), { tone: "bad", action, lasting: action.length > 0 });
}
