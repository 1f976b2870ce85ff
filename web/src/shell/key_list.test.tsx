import { render, screen, within } from "@testing-library/preact";
import { expect, it } from "vitest";
import { speak } from "@/words/language.ts";
import { signedIn } from "../../tests/server.ts";
import KeyList from "./key_list.tsx";

const keysIn = (heading: string): Record<string, string[]> => {
  const place = screen.getByText(heading, { selector: "h3" }).closest("section") as HTMLElement;
  return Object.fromEntries(
    within(place)
      .getAllByRole("row", { hidden: true })
      .map((row) => [
        row.querySelector("th")?.textContent ?? "",
        [...row.querySelectorAll("kbd")].map((key) => key.textContent ?? ""),
      ]),
  );
};

it("tells the keys of every screen", () => {
  signedIn("relation.read");
  speak("en");
  render(<KeyList />);
  expect(keysIn("In lists")).toMatchObject({
    "First and last": ["Home", "End"],
    Select: ["X", "Space"],
    "Select up to here": ["Shift X", "Shift ↓", "Shift ↑"],
    "Search in the list": ["F"],
    "Make a new one": ["N"],
  });
  expect(keysIn("On a board")).toMatchObject({ "Move to another stage": ["Shift ←", "Shift →"] });
  expect(Object.values(keysIn("In the calendar")).slice(0, 4)).toEqual([["←", "→"], ["W"], ["M"], ["0"]]);
  expect(keysIn("Among duplicates")).toMatchObject({ Skip: ["S"], "Not a duplicate": ["N", "X"], Merge: ["M"] });
  expect(keysIn("In work, timelines and the inbox")).toMatchObject({
    "Tick off, or open again": ["X"],
    "What else can be done": ["M"],
  });
  expect(keysIn("Going somewhere")).toMatchObject({ Relations: ["G R"] });
});
