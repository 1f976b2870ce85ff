import type { RefObject } from "preact";
import { focusHeading, useLostFocus } from "@/shared/lost_focus.ts";

export const MAIN = "a.activity-subject";
type Place = RefObject<HTMLElement | null>;

/** The rows that can be seen. */
export const rowsIn = (place: Place, rows: string): HTMLElement[] =>
  [...(place.current?.querySelectorAll<HTMLElement>(rows) ?? [])].filter(isShown);

const isShown = (row: HTMLElement): boolean => row.closest("details:not([open])") === null;

/** Of a row that goes, such as of a task that was ticked off, the one that comes in its place gets the focus; else the
 * last, else the title of the screen. */
export function useRowFocus(place: Place, rows: string): void {
  useLostFocus(place, (element) => {
    const at = rowsIn(place, rows).findIndex((row) => row.contains(element));
    if (at < 0) return null;
    return () => {
      const left = rowsIn(place, rows);
      const link = left[Math.min(at, left.length - 1)]?.querySelector<HTMLElement>(MAIN);
      if (link) link.focus();
      else focusHeading();
    };
  });
}
