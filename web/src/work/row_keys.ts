import type { RefObject } from "preact";
import { isSequence, isTurnedOff, isTyping, useKeys } from "@/shared/keys.ts";
import { MAIN, rowsIn, useRowFocus } from "./row_focus.ts";

type Place = RefObject<HTMLElement | null>;
type Keys = Record<string, () => void>;

/** A list of work answers the keyboard: j and k walk it from anywhere on its screen; where the focus is in it arrows do
 * too (elsewhere they scroll), Enter opens (it is a link), x ticks off, m opens what else can be done. What goes leaves the
 * focus to its neighbour. */
export function useRowKeyDown(place: Place, rows: string): (event: KeyboardEvent) => void {
  const keys = keysOf(place, rows);
  useRowFocus(place, rows);
  useKeys({ j: keys.j as () => void, k: keys.k as () => void });
  return (event) => {
    const run = keys[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const inRow = event.target instanceof HTMLElement && event.target.closest(`${rows} a, ${rows} .task-tick`);
    if (!run || !plain || !inRow || isTyping(event.target) || event.defaultPrevented) return;
    if (isTurnedOff(event) || isSequence()) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
}

function keysOf(place: Place, rows: string): Keys {
  const all = () => rowsIn(place, rows);
  const here = () => all().findIndex((row) => row.contains(document.activeElement));
  const step = (by: number) => {
    const list = all();
    const at = here();
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    const link = list[next]?.querySelector<HTMLElement>(MAIN);
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  };
  const press = (selector: string) => () => all()[here()]?.querySelector<HTMLElement>(selector)?.click();
  return {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    x: press(".task-tick"),
    m: press(".menu > button"),
  };
}
