import { fireEvent, render, screen } from "@testing-library/preact";
import { expect, it } from "vitest";
import { standing } from "@/api/session.ts";
import { signedIn } from "../../../tests/server.ts";
import SignInAgain from "./again.tsx";

it("cannot be closed but by signing in or leaving", () => {
  signedIn();
  standing.value = "ended";
  render(<SignInAgain />);
  const dialog = screen.getByRole("dialog") as HTMLDialogElement;
  expect(dialog.getAttribute("closedby")).toBe("none");
  expect(fireEvent(dialog, new Event("cancel", { cancelable: true }))).toBe(false);
  dialog.close(); // as a browser that does not know closedby does at a second Escape
  fireEvent(dialog, new Event("close"));
  expect(dialog.open).toBe(true);
});
