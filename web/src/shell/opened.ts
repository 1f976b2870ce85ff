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
  },
  close: (): void => {
    over.value = null;
  },
};

/** What is being made, and is not there yet. */
export type New = "relation" | "contact" | "task" | "call" | "note" | "appointment";
export const making = signal<New | null>(null);

export function make(what: New): void {
  making.value = what;
}
