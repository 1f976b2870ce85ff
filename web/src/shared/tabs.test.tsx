import { render } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { Tabs } from "./tabs.tsx";

const WIDTH = 100;
const SEEN = 150;
const TABS = ["one", "two", "three"].map((key) => ({ key, label: key }));

afterEach(() => vi.restoreAllMocks());

it("shows the chosen tab whole where the bar is narrower than all of them", () => {
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(WIDTH);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(SEEN);
  vi.spyOn(HTMLElement.prototype, "offsetLeft", "get").mockImplementation(function (this: HTMLElement) {
    return (
      WIDTH *
      Math.max(
        0,
        TABS.findIndex(({ key }) => key === this.dataset.key),
      )
    );
  });
  const bar = (chosen: string) => <Tabs label="Tabs" tabs={TABS} chosen={chosen} onChoose={() => undefined} />;
  const { rerender, getByRole } = render(bar("three"));
  expect(getByRole("tablist").scrollLeft).toBe(3 * WIDTH - SEEN);
  rerender(bar("one"));
  expect(getByRole("tablist").scrollLeft).toBe(0);
});
