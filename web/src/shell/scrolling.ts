/** Where each address was scrolled to, for when one comes back to it. What fills later is waited for a moment. */
const places = new Map<string, number>();
const PATIENCE = 1_200;
let back = false;
let here = address();

export function followScrolling(): () => void {
  history.scrollRestoration = "manual";
  const scrolled = () => places.set(here, scrollY);
  const popped = () => {
    back = true;
  };
  addEventListener("scroll", scrolled, { passive: true });
  addEventListener("popstate", popped, { capture: true });
  return () => {
    removeEventListener("scroll", scrolled);
    removeEventListener("popstate", popped, { capture: true });
  };
}

/** A screen came: to its top with the focus on its title, or where it was left when one went back. */
export function arrive(): void {
  const wanted = back ? (places.get(address()) ?? 0) : 0;
  back = false;
  here = address();
  focusTitle();
  scrollWhenTall(wanted, Date.now() + PATIENCE);
}

/** The screen that stands here has another address now, to which one comes back. */
export function stay(): void {
  back = false;
  here = address();
  places.set(here, scrollY);
}

/** A screen that put the focus somewhere itself keeps it there; a title that comes with what was asked is waited for. */
function focusTitle(until = Date.now() + PATIENCE): void {
  const place = document.querySelector("main");
  const active = document.activeElement;
  if (!place || (active !== place && place.contains(active))) return;
  const title = place.querySelector<HTMLElement>("h1");
  (title ?? place).focus({ preventScroll: true });
  const from = address();
  if (!title && Date.now() < until) requestAnimationFrame(() => address() === from && focusTitle(until));
}

function scrollWhenTall(wanted: number, until: number): void {
  const from = address();
  const tall = document.documentElement.scrollHeight - innerHeight >= wanted;
  if (tall || Date.now() > until) scrollTo(0, wanted);
  else requestAnimationFrame(() => address() === from && scrollWhenTall(wanted, until));
}

function address(): string {
  return location.pathname + location.search;
}
