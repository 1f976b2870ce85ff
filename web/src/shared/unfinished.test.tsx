import { fireEvent, render, screen } from "@testing-library/preact";
import { expect, it } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";

/** Whether the tab goes away without a question. */
const closes = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

function Form({ over = false }: { over?: boolean }) {
  return (
    <Dialog title="Form" onClose={() => {}} onSubmit={() => {}}>
      <TextField label="Name" value="" onValue={() => {}} />
      <input type="checkbox" aria-label="Tick" />
      {over && (
        <Dialog title="Over it" onClose={() => {}} onSubmit={() => {}}>
          <TextField label="Reason" value="" onValue={() => {}} />
        </Dialog>
      )}
    </Dialog>
  );
}

const type = (label: string) => fireEvent.input(screen.getByLabelText(label), { target: { value: "Acme" } });

it("asks before the tab closes over what was typed, and no longer than it is there", () => {
  const shown = render(<Form />);
  expect(closes()).toBe(true);
  type("Name");
  expect(closes()).toBe(false);
  shown.unmount();
  expect(closes()).toBe(true);
});

it("does not ask for a tick", () => {
  render(<Form />);
  const tick = screen.getByLabelText("Tick");
  tick.dispatchEvent(new Event("input", { bubbles: true }));
  expect(closes()).toBe(true);
});

it("asks for the dialog in which it was typed, and not for the one below", () => {
  const shown = render(<Form over />);
  type("Reason");
  expect(closes()).toBe(false);
  shown.rerender(<Form />);
  expect(closes()).toBe(true);
});

it("does not ask who signs out", async () => {
  render(<Form />);
  type("Name");
  await forgetAll();
  expect(closes()).toBe(true);
});
