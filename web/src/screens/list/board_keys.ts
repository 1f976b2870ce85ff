import type { RecordOf } from "@/api/records.ts";
import { isSequence, isTurnedOff } from "@/shared/keys.ts";
import type { Group } from "./groups.ts";
import { open } from "./table.tsx";

type Move = (row: RecordOf, from: string, to: string) => unknown;

/** The keys of a board: arrows (and h j k l) walk, Enter opens, Shift with an arrow moves the card to the next stage. */
export function boardKeys(stages: readonly Group[], move: Move | null) {
  return (event: KeyboardEvent) => {
    const card = event.target as HTMLElement;
    const id = card.dataset?.card;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTurnedOff(event) || isSequence()) return;
    const at = stages.findIndex((stage) => stage.key === card.dataset.stage);
    const stage = stages[at];
    const nth = stage?.rows.findIndex((row) => row.id === id) ?? -1;
    const row = stage?.rows[nth];
    if (!stage || !row) return;
    const side = (by: number) => {
      const next = stages[at + by];
      if (event.shiftKey) return next && move?.(row, stage.key, next.key);
      for (let step = at + by; stages[step]; step += by) if (focus(card, stages[step] as Group, nth)) return;
    };
    const keys: Record<string, () => unknown> = {
      ArrowDown: () => focus(card, stage, nth + 1),
      j: () => focus(card, stage, nth + 1),
      ArrowUp: () => focus(card, stage, nth - 1),
      k: () => focus(card, stage, nth - 1),
      ArrowRight: () => side(1),
      ArrowLeft: () => side(-1),
      Enter: () => open(id),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
}

function focus(from: HTMLElement, stage: Group, nth: number): boolean {
  const row = stage.rows[Math.min(nth, stage.rows.length - 1)];
  if (!row || nth < 0) return false;
  const board = from.closest(".board");
  const found = board?.querySelector<HTMLElement>(
    `[data-card="${CSS.escape(row.id)}"][data-stage="${CSS.escape(stage.key)}"]`,
  );
  found?.focus();
  return found !== undefined && found !== null;
}
