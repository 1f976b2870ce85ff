import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { atEnd } from "@/api/session.ts";

/** Which of many rows of one height are drawn: those in sight and some beyond. `first` is whole in sight. */
export type Sight = { from: number; to: number; first: number; height: number };

const BEYOND = 14;
const STEP = 6; // rows that are scrolled before others are drawn
const UNKNOWN = 800; // where nothing is laid out, as in tests
const places = new Map<string, number>();

atEnd(() => places.clear());

export const inSight = (top: number, tall: number, row: number, count: number): { from: number; to: number } => ({
  from: Math.max(0, Math.floor(top / row) - BEYOND),
  to: Math.min(count, Math.ceil((top + (tall || UNKNOWN)) / row) + BEYOND + STEP),
});

/** Follows a place that scrolls by itself. It comes back to where it was scrolled to under the same key. */
export function useSight(place: RefObject<HTMLElement | null>, key: string, count: number, rowHeight: number): Sight {
  const [top, setTop] = useState(0);
  const [tall, setTall] = useState(0);
  useLayoutEffect(() => {
    const found = place.current;
    if (!found || count === 0) return;
    const wanted = places.get(key) ?? 0;
    found.scrollTop = wanted;
    setTop(found.scrollTop);
  }, [key, count > 0]);
  useEffect(() => {
    const found = place.current;
    if (!found) return;
    const step = rowHeight * STEP;
    const scrolled = () => {
      places.set(key, found.scrollTop);
      setTop(Math.floor(found.scrollTop / step) * step);
    };
    const measured = () => setTall(found.clientHeight);
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measured);
    observer?.observe(found);
    measured();
    found.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer?.disconnect();
      found.removeEventListener("scroll", scrolled);
    };
  }, [key, rowHeight]);
  const first = top > 0 ? Math.min(count - 1, Math.floor(top / rowHeight) + STEP) : 0;
  return { ...inSight(top, tall, rowHeight, count), first, height: count * rowHeight };
}

const BELOW = 12;
const FOOT = 140; // what may stand below: the foot of a phone

/** As tall as the rest of the window, so that the list scrolls and the page does not. */
export function useRest(place: RefObject<HTMLElement | null>, least: number): void {
  useLayoutEffect(() => {
    const stretch = () => {
      const found = place.current;
      if (!found) return;
      const rest = innerHeight - (found.getBoundingClientRect().top + scrollY) - BELOW;
      found.style.height = `${Math.max(least, rest)}px`;
      const over = document.documentElement.scrollHeight - innerHeight;
      if (over > 0 && over < FOOT) found.style.height = `${Math.max(least, rest - over)}px`;
    };
    stretch();
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(stretch);
    for (const each of place.current?.parentElement?.children ?? [])
      if (each !== place.current) observer?.observe(each);
    if (place.current?.parentElement) observer?.observe(place.current.parentElement);
    addEventListener("resize", stretch);
    return () => {
      observer?.disconnect();
      removeEventListener("resize", stretch);
    };
  }, []);
}
