import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { LocationProvider } from "preact-iso/router";
import { beforeEach, expect, it } from "vitest";
import { speak } from "@/words/language.ts";
import { Boundary } from "./broken.tsx";
import { Outlet } from "./outlet.tsx";
import type { Place } from "./routing.ts";

const screenOf = (title: string) => ({
  default: ({ id = "" }: { id?: string }) => <h1 tabIndex={-1}>{title + id}</h1>,
});
const place = (path: string, load: Place["load"]): Place => ({ path, load, screen: null });

beforeEach(() => {
  speak("en");
  history.replaceState(null, "", "/");
});

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
