import { useEffect } from "preact/hooks";
import { preferred } from "@/api/preferences.ts";

/** Keys of a screen: `useKeys({ e: edit, "mod+k": open, "g r": toRelations })`. Not while somebody types, but for those
 * with `mod` (Ctrl, or Command on a Mac); not while a dialog is open unless `inDialogs`; characters not for those who
 * turned them off. */
type Keys = Record<string, (event: KeyboardEvent) => unknown>;

const SEQUENCE = 1_000;
let before = { key: "", at: 0 };
let both = "";
const live = new Set<Keys>();

/** Two keys that mean something together, to whomever, are not the second of them alone. */
export const isSequence = (): boolean => both.includes(" ") && [...live].some((keys) => both in keys);

/** Noted before any screen hears of a key, so that all of them agree on what came before it. */
const note = (event: KeyboardEvent): void => {
  if (/^(Shift|Control|Alt|Meta|CapsLock)$/.test(event.key)) return;
  const key = plain(event);
  both = Date.now() - before.at < SEQUENCE ? `${before.key} ${key}` : key;
  before = { key, at: Date.now() };
};

const plain = ({ key }: KeyboardEvent): string => (key.length === 1 ? key.toLowerCase() : key);

export const PREFERENCE = "single_keys";

/** Whoever speaks to the computer, or easily hits a key, does not want a letter to do something (WCAG 2.1.4). */
export const isTurnedOff = ({ key }: KeyboardEvent): boolean => /^\S$/.test(key) && !preferred(PREFERENCE, true);

/** With `last` those of the screen come first: what stands around all screens gets what they leave. */
export function useKeys(keys: Keys, inDialogs = false, last = false): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      if (!inDialogs && document.querySelector("dialog[open]")) return;
      if (event.key === "Escape" && isMenuOpen()) return;
      const mod = event.ctrlKey || event.metaKey;
      if (!mod && (isTyping(event.target) || isTurnedOff(event))) return;
      const told = mod ? `mod+${plain(event)}` : plain(event);
      const run = mod || !isSequence() ? keys[told] : keys[both];
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener("keydown", note, true);
    const place = last ? window : document;
    live.add(keys);
    place.addEventListener("keydown", pressed as EventListener);
    return () => {
      live.delete(keys);
      place.removeEventListener("keydown", pressed as EventListener);
    };
  });
}

/** The platform closes it at Escape, unless a screen takes that key for itself. */
const isMenuOpen = (): boolean =>
  [...document.querySelectorAll("[popover=auto]")].some((each) => each.matches(":popover-open"));

/** For a list that arrows walk where the focus is in it; elsewhere they scroll. */
export const walkedBy =
  (walk: (by: number) => void) =>
  (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!by || !plain || isTyping(event.target) || event.defaultPrevented) return;
    event.preventDefault();
    walk(by);
  };

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
