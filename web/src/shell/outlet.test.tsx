import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { LocationProvider } from "preact-iso/router";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { speak } from "@/words/language.ts";
import { Boundary } from "./broken.tsx";
import { useInAddress } from "./in_address.ts";
import { Outlet } from "./outlet.tsx";
import type { Place } from "./routing.ts";
import { followScrolling } from "./scrolling.ts";

const screenOf = (title: string) => ({
  default: ({ id = "" }: { id?: string }) => <h1 tabIndex={-1}>{title + id}</h1>,
});
const place = (path: string, load: Place["load"]): Place => ({ path, load, screen: null });

beforeEach(() => {
  speak("en");
  history.replaceState(null, "", "/");
});

afterEach(() => vi.restoreAllMocks());

function begin(...places: Place[]) {
  render(
    <LocationProvider>
      <a href="/next/7">on</a>
      <main tabIndex={-1}>
        <Outlet places={[place("/", async () => screenOf("First")), ...places]} />
      </main>
    </LocationProvider>,
  );
}

it("keeps the screen before until the next is there, and brings the focus to its title", async () => {
  let arrive: (loaded: { default: unknown }) => void = () => {};
  begin(
    place(
      "/next/:id",
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    ),
  );
  await screen.findByText("First");
  fireEvent.click(screen.getByText("on"));
  await screen.findByRole("progressbar");
  expect(screen.getByText("First")).toBeTruthy();
  arrive(screenOf("Next "));
  const title = await screen.findByText("Next 7");
  expect(screen.queryByText("First")).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(title));
});

it("comes back to where a screen was left, though its address became another one there", async () => {
  onTestFinished(followScrolling());
  vi.spyOn(document.documentElement, "scrollHeight", "get").mockReturnValue(5_000);
  const scrolled = vi.spyOn(window, "scrollTo").mockImplementation(() => {});
  const at = vi.spyOn(window, "scrollY", "get").mockReturnValue(700);
  history.replaceState(null, "", "/tabbed");
  const Tabbed = () => {
    const [tab, onTab] = useInAddress("tab");
    return (
      <button type="button" onClick={() => onTab("2")}>
        tab {tab ?? "1"}
      </button>
    );
  };
  begin(
    place("/next/:id", async () => screenOf("Next ")),
    place("/tabbed", async () => ({ default: Tabbed })),
  );
  fireEvent.click(await screen.findByRole("button", { name: "tab 1" }));
  await screen.findByRole("button", { name: "tab 2" });
  fireEvent.click(screen.getByText("on"));
  await screen.findByText("Next 7");
  await waitFor(() => expect(scrolled).toHaveBeenLastCalledWith(0, 0));
  at.mockReturnValue(0);
  history.back();
  await screen.findByRole("button", { name: "tab 2" });
  await waitFor(() => expect(scrolled).toHaveBeenLastCalledWith(0, 700));
});

it("offers another try where a screen could not be loaded", async () => {
  let tries = 0;
  begin(
    place("/next/:id", async () => {
      tries += 1;
      if (tries === 1) throw new TypeError("Failed to fetch dynamically imported module");
      return screenOf("Next ");
    }),
  );
  await screen.findByText("First");
  fireEvent.click(screen.getByText("on"));
  fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
  await screen.findByText("Next 7");
});

it("keeps a fault of one screen from the others", async () => {
  const Faulty = () => {
    throw new Error("a fault");
  };
  const { rerender } = render(
    <Boundary at="/faulty">
      <Faulty />
    </Boundary>,
  );
  await screen.findByText("This page could not be shown");
  rerender(
    <Boundary at="/fine">
      <p>fine</p>
    </Boundary>,
  );
  await screen.findByText("fine");
});
