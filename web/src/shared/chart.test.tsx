import { render, screen, within } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { Bars, Lines, pathOf } from "./chart.tsx";

const series = [
  { name: "Won", values: [3, 0, null] },
  { name: "Lost", values: [1, 2, 4] },
];

describe("a chart", () => {
  it("has its figures in a table behind it", () => {
    render(<Bars label="Offers" names={["May", "June", "July"]} series={series} />);
    const table = screen.getByRole("table", { hidden: true });
    expect(within(table).getAllByRole("row", { hidden: true })).toHaveLength(4);
    expect(within(table).getByText("Lost")).toBeTruthy();
  });

  it("stacks its bars, each as wide as its part of the longest", () => {
    const { container } = render(<Bars label="Offers" names={["May", "June", "July"]} series={series} table={false} />);
    const first = [...container.querySelectorAll(".bars > li:first-child rect")];
    expect(first.map((rect) => [rect.getAttribute("x"), rect.getAttribute("width")])).toEqual([
      ["0%", "75%"],
      ["75%", "25%"],
    ]);
  });

  it("breaks a line where nothing is known", () => {
    const same = (value: number) => value;
    expect(pathOf([1, 2, null, 4], same, same)).toBe("M0.0 1.0L1.0 2.0M3.0 4.0h6");
  });

  it("bears having nothing to show", () => {
    render(<Lines label="Nothing" names={[]} series={[]} table={false} />);
    expect(screen.getByRole("figure", { name: "Nothing" })).toBeTruthy();
  });
});
