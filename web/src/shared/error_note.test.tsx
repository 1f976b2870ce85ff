import { render, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem.ts";
import { speak } from "@/words/language.ts";
import { ErrorNote } from "./error_note.tsx";
import { Shown } from "./page.tsx";

const WAY = { href: "/relations", name: "Relations" };
const reload = () => {};

beforeEach(() => speak("en"));

it.each([404, 403])("offers a way on, and not to try again, where that never helps (%d)", (status) => {
  render(<ErrorNote problem={new ApiProblem(status, {})} retry={reload} way={WAY} />);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByRole("link", { name: "Relations" }).getAttribute("href")).toBe("/relations");
});

it.each([0, 409, 429, 500])("offers to try again where that may help (%d)", (status) => {
  render(<ErrorNote problem={new ApiProblem(status, {})} retry={reload} way={WAY} />);
  screen.getByRole("button", { name: "Try again" });
  expect(screen.queryByRole("link")).toBeNull();
});

it("leads on from what was to be shown", () => {
  const asked = { data: undefined, problem: new ApiProblem(404, {}), loading: false, reload };
  render(
    <Shown asked={asked} way={WAY}>
      {() => null}
    </Shown>,
  );
  expect(screen.queryByRole("button")).toBeNull();
  screen.getByRole("link", { name: "Relations" });
});
