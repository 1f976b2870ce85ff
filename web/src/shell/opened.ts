import { signal } from "@preact/signals";

/** What lies over the screen: one at a time. */
export type Over = "search" | "create" | "keys" | "drawer" | "waiting";
const over = signal<Over | null>(null);

export const shown = {
  get value(): Over | null {
    return over.value;
  },
  open: (what: Over): void => {
    over.value = what;
    if (what === "search") listen();
  },
  close: (): void => {
    over.value = null;
    typedMeanwhile();
  },
};

const PATIENCE = 5_000;
let meanwhile = "";

/** What is typed after search was asked for, and before its box is there, which on a phone may take a second. */
function listen(): void {
  meanwhile = "";
  addEventListener("keydown", note, true);
  setTimeout(() => removeEventListener("keydown", note, true), PATIENCE); // should the box never come
}

function note(event: KeyboardEvent): void {
  if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  meanwhile += event.key;
}

/** Gives it once; from then on the box hears for itself. */
export function typedMeanwhile(): string {
  removeEventListener("keydown", note, true);
  const typed = meanwhile;
  meanwhile = "";
  return typed;
}

/** What is being made, and is not there yet. */
export type New = "relation" | "contact" | "task" | "call" | "note" | "appointment";
export const making = signal<New | null>(null);

export function make(what: New): void {
  making.value = what;
}
