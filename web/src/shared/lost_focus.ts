import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

type Back = () => void;
type Held = { element: HTMLElement; back: Back };

/** Where the focus goes once what has it in a place is drawn no more; the keys would begin at the top of the page else.
 * `backOf` is told what got the focus and what had it before. Nobody who went elsewhere meanwhile is called back. */
export function useLostFocus(
  place: RefObject<HTMLElement | null>,
  backOf: (element: HTMLElement, before: HTMLElement | null) => Back | null,
): void {
  const held = useRef<Held | null>(null);
  const latest = useRef(backOf);
  latest.current = backOf;
  useEffect(() => {
    const focused = ({ target, relatedTarget }: FocusEvent) => {
      held.current = null;
      if (!(target instanceof HTMLElement) || !place.current?.contains(target)) return;
      const back = latest.current(target, relatedTarget instanceof HTMLElement ? relatedTarget : null);
      if (back) held.current = { element: target, back };
    };
    const pressed = ({ target }: Event) => {
      if (!place.current?.contains(target as Node)) held.current = null;
    };
    document.addEventListener("focusin", focused);
    document.addEventListener("pointerdown", pressed);
    return () => {
      document.removeEventListener("focusin", focused);
      document.removeEventListener("pointerdown", pressed);
    };
  }, []);
  useLayoutEffect(() => {
    const lost = held.current;
    if (!lost || lost.element.isConnected) return;
    held.current = null;
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) lost.back();
  });
}

/** The title of the screen: a place to begin from where nothing nearer is left. */
export const focusHeading = (): void => document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
