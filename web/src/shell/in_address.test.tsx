import { fireEvent, render, screen } from "@testing-library/preact";
import { useEffect } from "preact/hooks";
import { LocationProvider } from "preact-iso/router";
import { beforeEach, expect, it, vi } from "vitest";
import { speak } from "@/words/language.ts";
import { useInAddress } from "./in_address.ts";
import { Outlet } from "./outlet.tsx";
import type { Place } from "./routing.ts";

let drawn = 0;
let put: (value: string | null) => void = () => {};

function Card({ id }: { id: string }) {
  const [tab, onTab] = useInAddress("tab");
  put = onTab;
  useEffect(() => {
    drawn += 1;
  }, []);
  return (
    <>
      <h1 tabIndex={-1}>{id}</h1>
      <p>{tab ?? "first"}</p>
      <button type="button" onClick={() => onTab("files")}>
        files
      </button>
      <button type="button" onClick={() => onTab(null)}>
        back to the first
      </button>
      <a href="/cards/2">the other</a>
      <a href="/slow">slow</a>
    </>
  );
}

const place = (path: string, load: Place["load"]): Place => ({ path, load, screen: null });
const slow = () => new Promise<{ default: unknown }>(() => {});

function begin(address: string) {
  history.replaceState(null, "", address);
  render(
    <LocationProvider>
      <main tabIndex={-1}>
        <Outlet places={[place("/cards/:id", async () => ({ default: Card })), place("/slow", slow)]} />
      </main>
    </LocationProvider>,
  );
}

const here = () => location.pathname + location.search;
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  speak("en");
  drawn = 0;
});

it("stands in the address beside what else is there, and nothing of it where it is the first", async () => {
  begin("/cards/1?q=oven");
  await screen.findByText("first");
  press("files");
  await screen.findByText("files", { selector: "p" });
  expect(here()).toBe("/cards/1?q=oven&tab=files");
  press("back to the first");
  await screen.findByText("first");
  expect(here()).toBe("/cards/1?q=oven");
});

it("is there again on return, and not with another record", async () => {
  begin("/cards/1?tab=files");
  await screen.findByText("files", { selector: "p" });
  fireEvent.click(screen.getByText("the other"));
  await screen.findByRole("heading", { name: "2" });
  await screen.findByText("first");
  history.back();
  await screen.findByText("files", { selector: "p" });
  expect(here()).toBe("/cards/1?tab=files");
});

it("is no step to go back by, draws nothing anew, and leaves the focus and the place on the page", async () => {
  begin("/cards/1");
  await screen.findByText("first");
  const scrolled = vi.spyOn(window, "scrollTo");
  const steps = history.length;
  screen.getByRole("button", { name: "files" }).focus();
  press("files");
  await screen.findByText("files", { selector: "p" });
  expect([history.length, drawn]).toEqual([steps, 1]);
  expect(document.activeElement?.textContent).toBe("files");
  expect(scrolled).not.toHaveBeenCalled();
});

it("stays as it was while the next screen is being loaded, and does not touch the address of that one", async () => {
  begin("/cards/1?tab=files");
  await screen.findByText("files", { selector: "p" });
  fireEvent.click(screen.getByText("slow"));
  await screen.findByRole("progressbar");
  expect(screen.getByText("files", { selector: "p" })).toBeTruthy();
  put("links");
  expect(here()).toBe("/slow");
});
