import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect } from "vitest";

/** The dialog that is open, as who uses it has it. */
export const inDialog = () => within(screen.getByRole("dialog"));

export async function begin(button: string): Promise<HTMLElement> {
  fireEvent.click(await screen.findByRole("button", { name: button }));
  return screen.findByRole("dialog");
}

export const typed = (label: RegExp) => inDialog().getByLabelText<HTMLInputElement>(label);
export const type = (label: RegExp, value: string) => fireEvent.input(typed(label), { target: { value } });
export const choose = (label: RegExp, value: string) => fireEvent.change(typed(label), { target: { value } });
export const press = (name: string) => fireEvent.click(inDialog().getByRole("button", { name }));

/** Its cross; what is said over it may have one too. */
export const cross = () => fireEvent.click(inDialog().getAllByRole("button", { name: "Close" })[0] as HTMLElement);

export async function gone(): Promise<void> {
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
}

/** As the browser tells of Escape. */
export async function dismiss(): Promise<void> {
  fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
  await gone();
}
