import { fireEvent, screen } from "@testing-library/preact";

/** Chooses files with the button that stands in an element. */
export function choose(within: Element, ...files: File[]): void {
  const input = within.querySelector("input[type=file]") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: files, configurable: true });
  fireEvent.change(input);
}

/** Pastes files, and text where there is any with them. */
export function pasted(files: File[], text?: string): Event {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const types = text === undefined ? ["Files"] : ["text/plain", "Files"];
  Object.defineProperty(event, "clipboardData", { value: { types, files, getData: () => text ?? "" } });
  return event;
}

/** Whether the tab goes away without a question. */
export const closes = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

/** The part of a form that stands under a heading. */
export const part = (name: string): HTMLElement => screen.getByRole("group", { name, hidden: true });
