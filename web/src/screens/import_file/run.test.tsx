import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { language } from "@/words/language.ts";
import type { PreviewRow } from "./importing.ts";
import { Run } from "./run.tsx";

type Outcome = PreviewRow["outcome"];

beforeEach(() => {
  language.value = "en";
});

/** The first rows of a file, of which there are as many as these where `all` does not say that there are more. */
function offered(outcomes: Outcome[], all = outcomes.length) {
  const what = { id: null, title: "Acme", message: null, errors: [], candidates: [], body: {} };
  const rows = outcomes.map((outcome, at) => ({ ...what, row: at + 2, outcome }));
  const ran: true[] = [];
  render(<Run rows={rows} all={all} busy={false} onRun={() => ran.push(true)} />);
  return ran;
}

it.each<[Outcome[], string, string]>([
  [["create", "refused", "refused"], "Import 1 row", "2 rows are refused"],
  [["create", "update"], "Import 2 rows", ""],
  [["update", "unchanged", "skip", "refused"], "Import 1 row", "1 row is refused, 2 rows change nothing"],
])("of a file that was looked at whole, with %j, %s is offered", (outcomes, button, beside) => {
  const ran = offered(outcomes);
  const run = screen.getByRole("button", { name: button });
  expect(run.parentElement?.textContent).toBe(button + beside);
  fireEvent.click(run);
  expect(ran).toHaveLength(1);
});

it.each<[Outcome[], RegExp]>([
  [["unchanged", "skip", "refused"], /^There is nothing to import\. \(1 row is refused, 2 rows change nothing\)$/],
  [["refused", "refused"], /^None of these rows can be imported/],
])("of a file that was looked at whole, with %j, nothing is offered", (outcomes, said) => {
  offered(outcomes);
  expect(screen.getByRole("status").textContent).toMatch(said);
  expect(screen.queryByRole("button")).toBeNull();
});

it.each<[Outcome[]]>([[["create", "refused"]], [["refused", "refused"]], [["unchanged"]]])(
  "of a larger file, of which %j are the first rows, no more is said than is known",
  (outcomes) => {
    const ran = offered(outcomes, 40);
    const run = screen.getByRole("button", { name: "Import the file (40 rows)" });
    expect(run.parentElement?.textContent).toMatch(/Seen so far: \d rows?\. What does not fit is refused/);
    expect(run.parentElement?.textContent).not.toMatch(/rows? (is|are) refused|nothing/);
    fireEvent.click(run);
    expect(ran).toHaveLength(1);
  },
);

it("says in French how many were looked at as no idiom", () => {
  language.value = "fr";
  offered(["create", "refused"], 40);
  screen.getByText(/^Lignes examinées jusqu’ici : 2\. /);
});
