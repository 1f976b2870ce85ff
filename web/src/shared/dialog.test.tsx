import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { expect, it } from "vitest";
import { Dialog } from "./dialog.tsx";
import { say, Toasts } from "./toast.tsx";

type Given = { outer?: boolean; inner?: boolean; onClose?: () => void };

function Page({ outer = false, inner = false, onClose = () => undefined }: Given) {
  return (
    <>
      {outer && (
        <Dialog title="Outer" onClose={onClose}>
          {inner && (
            <Dialog title="Inner" onClose={onClose}>
              …
            </Dialog>
          )}
        </Dialog>
      )}
      <Toasts />
    </>
  );
}

/** What the dialog is called in which something is said; null where it is on the page. */
const where = (text: string): string | null => {
  const dialog = screen.getByText(text).closest("dialog");
  return dialog && (dialog.querySelector("h2")?.textContent ?? "");
};

it("says things in the dialog that lies on top, where they can be pressed", async () => {
  let undone = 0;
  const shown = render(<Page outer />);
  shown.rerender(<Page outer inner />);
  say("Dropped", {
    undo: () => {
      undone += 1;
    },
  });
  await waitFor(() => expect(where("Dropped")).toBe("Inner"));
  shown.rerender(<Page outer />);
  await waitFor(() => expect(where("Dropped")).toBe("Outer"));
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(undone).toBe(1));
  expect(screen.queryByText("Dropped")).toBeNull();
});

it("goes on saying on the page what was said in a dialog that closed", async () => {
  const shown = render(<Page outer />);
  say("Saved");
  await waitFor(() => expect(where("Saved")).toBe("Outer"));
  shown.rerender(<Page />);
  await waitFor(() => expect(where("Saved")).toBeNull());
});

it("says it in a place that was there before, so that it is heard", async () => {
  render(<Page outer />);
  const place = screen.getByRole("dialog").querySelector("[role=status]");
  say("Changed meanwhile");
  await waitFor(() => expect(place?.textContent).toContain("Changed meanwhile"));
});

it("stays where the browser closes it and who renders it does not", () => {
  render(<Page outer />);
  const dialog = screen.getByRole("dialog") as HTMLDialogElement;
  dialog.close(); // as Chromium does at a second Escape
  fireEvent(dialog, new Event("close"));
  expect(dialog.open).toBe(true);
});
