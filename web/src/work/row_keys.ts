import type { RefObject } from "preact";
import { useKeys } from "@/shared/keys.ts";

const MAIN = "a.activity-subject";

/** A list of work answers the keyboard: arrows or j and k walk, Enter opens (it is a link), x ticks off, m opens what
 * else can be done. */
export function useRowKeys(place: RefObject<HTMLElement | null>, rows = ".work-row"): void {
  const all = () => [...(place.current?.querySelectorAll<HTMLElement>(rows) ?? [])].filter(isShown);
  const here = () => all().findIndex((row) => row.contains(document.activeElement));
  const step = (by: number) => {
    const list = all();
    const at = here();
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    const link = list[next]?.querySelector<HTMLElement>(MAIN);
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  };
  const press = (selector: string) => all()[here()]?.querySelector<HTMLElement>(selector)?.click();
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    x: () => press(".task-tick"),
    m: () => press(".menu > button"),
  });
}

const isShown = (row: HTMLElement): boolean => row.closest("details:not([open])") === null;
