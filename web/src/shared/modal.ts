import { computed, signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

export type Modal = RefObject<HTMLDialogElement | null>;

const open = signal<readonly Modal[]>([]);

/** The dialog that lies over all others; all else is inert, whatever lies above it on the screen. */
export const topmost = computed<Modal | null>(() => open.value.at(-1) ?? null);

export function useModal(place: Modal): void {
  useLayoutEffect(() => {
    open.value = [...open.peek(), place];
    return () => {
      open.value = open.peek().filter((each) => each !== place);
    };
  }, []);
}

/** Chromium closes a dialog at the second Escape whatever is said to the first; whether it goes is for who renders it. */
export function reopen({ current }: Modal): void {
  if (current?.isConnected && !current.open) current.showModal();
}
