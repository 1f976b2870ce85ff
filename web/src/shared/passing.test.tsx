import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { language } from "@/words/language.ts";
import { say, Toasts } from "./toast.tsx";

describe("what is said", () => {
  beforeEach(() => {
    language.value = "en";
    vi.useFakeTimers();
  });
  afterEach(() => {
    pass(60);
    cleanup();
    vi.useRealTimers();
  });

  const told = (text: string, said?: Parameters<typeof say>[1]) => act(() => say(text, said));
  const pass = (seconds: number) => act(() => void vi.advanceTimersByTime(seconds * 1000));
  const seen = () => [...document.querySelectorAll(".toast > span")].map((each) => each.textContent);
  const place = () => document.querySelector(".toasts") as HTMLElement;
  const drawn = () =>
    render(
      <>
        <button type="button">Elsewhere</button>
        <Toasts />
      </>,
    );

  it("goes after eight seconds, with an undo too, and what is to be decided on after twenty", () => {
    drawn();
    told("Saved", { undo: () => {} });
    told("Shared", { action: { label: "Keep internal", run: () => {} }, lasting: true });
    pass(7.9);
    expect(seen()).toEqual(["Saved", "Shared"]);
    pass(0.2);
    expect(seen()).toEqual(["Shared"]);
    pass(11.8);
    expect(seen()).toEqual(["Shared"]);
    pass(0.2);
    expect(seen()).toEqual([]);
  });

  it("stays while the pointer is over it, as does what comes meanwhile", () => {
    drawn();
    told("Saved");
    pass(5);
    fireEvent(screen.getByText("Saved"), new Event("pointermove", { bubbles: true }));
    told("Sent");
    pass(60);
    expect(seen()).toEqual(["Saved", "Sent"]);
    fireEvent(place(), new Event("pointerleave"));
    pass(7.9);
    expect(seen()).toEqual(["Saved", "Sent"]);
    pass(0.2);
    expect(seen()).toEqual([]);
  });

  it("stays while the focus is in it", () => {
    drawn();
    told("Saved", { undo: () => {} });
    pass(5);
    act(() => screen.getByRole("button", { name: "Undo" }).focus());
    pass(60);
    expect(seen()).toEqual(["Saved"]);
    act(() => screen.getByRole("button", { name: "Elsewhere" }).focus());
    pass(8.1);
    expect(seen()).toEqual([]);
  });

  it("is held no more by what was pressed and is gone", async () => {
    drawn();
    told("Saved", { undo: () => {} });
    told("Sent");
    const undo = screen.getByRole("button", { name: "Undo" });
    act(() => undo.focus());
    fireEvent.click(undo);
    await act(async () => {});
    pass(8.1);
    expect(seen()).toEqual([]);
  });

  it("is held no more by a pointer once all of it is closed, nor by a place that is gone", async () => {
    const { unmount } = drawn();
    told("Saved");
    fireEvent(screen.getByText("Saved"), new Event("pointermove", { bubbles: true }));
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    await act(async () => {});
    told("Sent");
    pass(8.1);
    expect(seen()).toEqual([]);
    told("Added");
    fireEvent(screen.getByText("Added"), new Event("pointermove", { bubbles: true }));
    unmount();
    drawn();
    pass(8.1);
    expect(seen()).toEqual([]);
  });
});
