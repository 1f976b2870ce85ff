import { useEffect } from "preact/hooks";

/** Keys of a screen: `useKeys({ e: edit, "mod+k": open, "g r": toRelations })`. Not while somebody types, but for those
 * with `mod` (Ctrl, or Command on a Mac); not while a dialog is open unless `inDialogs`. */
type Keys = Record<string, (event: KeyboardEvent) => unknown>;

const SEQUENCE = 1_000;
let before = { key: "", at: 0 };

export function useKeys(keys: Keys, inDialogs = false): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      if (!inDialogs && document.querySelector("dialog[open]")) return;
      const mod = event.ctrlKey || event.metaKey;
      if (!mod && isTyping(event.target)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const told = mod ? `mod+${key}` : key;
      const run = keys[sequence(told)] ?? keys[told];
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });
}

function sequence(key: string): string {
  const both = Date.now() - before.at < SEQUENCE ? `${before.key} ${key}` : key;
  queueMicrotask(() => {
    before = { key, at: Date.now() };
  });
  return both;
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
