import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

type Passing = { after: number; go: () => void; timer: ReturnType<typeof setTimeout> | undefined };

const passing = new Set<Passing>();
const holders = new Set<object>();

/** Goes by itself after a while, but not while somebody is with it: then the while begins anew once they have left. */
export function passAfter(after: number, go: () => void): void {
  const one: Passing = { after, go, timer: undefined };
  passing.add(one);
  if (holders.size === 0) begin(one);
}

function begin(one: Passing): void {
  one.timer = setTimeout(() => {
    passing.delete(one);
    one.go();
  }, one.after);
}

function hold(holder: object): void {
  holders.add(holder);
  for (const one of passing) clearTimeout(one.timer);
}

function letGo(holder: object): void {
  if (holders.delete(holder) && holders.size === 0) passing.forEach(begin);
}

/** Nothing passes while the pointer is over the place or the focus is in it. A pointer holds it by its first move: one that
 * lies still where something comes up may be nobody's. */
export function useHeld(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const [pointer, focus] = [{}, {}];
    const heard: Record<string, (event: Event) => void> = {
      pointermove: () => hold(pointer),
      pointerleave: () => letGo(pointer),
      focusin: () => hold(focus),
      focusout: () => letGo(focus),
    };
    for (const [name, on] of Object.entries(heard)) element.addEventListener(name, on);
    const gone = new MutationObserver(() => {
      if (!element.hasChildNodes()) letGo(pointer);
      if (!element.contains(document.activeElement)) letGo(focus);
    });
    gone.observe(element, { childList: true, subtree: true });
    return () => {
      gone.disconnect();
      letGo(pointer);
      letGo(focus);
      for (const [name, on] of Object.entries(heard)) element.removeEventListener(name, on);
    };
  }, []);
}
