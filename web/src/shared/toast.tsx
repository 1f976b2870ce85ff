import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { Button } from "./button.tsx";
import { told } from "./error_note.tsx";
import { focusHeading, useLostFocus } from "./lost_focus.ts";
import { type Modal, topmost } from "./modal.ts";
import { passAfter, useHeld } from "./passing.ts";
import { common } from "./words.ts";

/** What happened, said once at the foot of the screen; with an undo where there is one. */
type Toast = { id: number; text: string; tone: "plain" | "bad"; actions: Action[] };
export type Action = { label: string; run: () => unknown };
type Said = {
  undo?: () => unknown;
  action?: Action | Action[];
  tone?: "plain" | "bad";
  /** What is to be decided on, and offered nowhere else, stays longer. */
  lasting?: boolean;
};

const SHOWN = 8_000;
const LASTING = 20_000;
const toasts = signal<Toast[]>([]);
let last = 0;

export function say(text: string, said: Said = {}): void {
  last += 1;
  const undo = said.undo ? [{ label: common("undo"), run: said.undo }] : [];
  const toast = { id: last, text, tone: said.tone ?? "plain", actions: [...undo, said.action ?? []].flat() };
  toasts.value = [...toasts.value.slice(-2), toast];
  passAfter(said.lasting ? LASTING : SHOWN, () => drop(toast.id));
}

/** Says what went wrong, in words, and why; for what has no place of its own on the screen. */
export function complain(error: unknown): void {
  const problem = asProblem(error);
  const why = new Set(problem.faults.map(({ message }) => message));
  say([told(problem), ...why].join(" "), { tone: "bad" });
}

function drop(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}

/** They stand on the page and in each dialog, and are filled in the one that lies on top: elsewhere they could neither be
 * pressed nor heard. What one came from has the focus again once what was pressed is gone. */
export function Toasts({ within = null }: { within?: Modal | null }) {
  const shown = topmost.value === within ? toasts.value : [];
  const place = useRef<HTMLDivElement>(null);
  const from = useRef<HTMLElement | null>(null);
  useHeld(place);
  useLostFocus(place, (_, before) => {
    if (!place.current?.contains(before)) from.current = before;
    return () => (from.current?.isConnected ? from.current.focus() : focusHeading());
  });
  return (
    <div ref={place} class="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} class={`toast ${toast.tone}`}>
          <span>{toast.text}</span>
          {toast.actions.map((each) => (
            <Pressed key={each.label} id={toast.id} {...each} />
          ))}
          <Button kind="quiet" icon="close" label={common("close")} onClick={() => drop(toast.id)} />
        </div>
      ))}
    </div>
  );
}

function Pressed({ id, label, run }: { id: number } & Action) {
  const press = async () => {
    drop(id);
    try {
      await run();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <Button kind="quiet" onClick={press}>
      {label}
    </Button>
  );
}
