import type { Page } from "playwright-core";
import type { Visit } from "./browser.ts";

const NAMES = ["moreau", "hamerslag"];
const TIMES = 9;

/** From what is typed into the search to the frame that shows who is found by it and was not there before, less the time
 * that the API took, as the browser itself tells both. The pause in typing after which it is asked is in this. */
export async function keystrokesOf({ page }: Visit): Promise<number[]> {
  await page.locator(".app-search").click();
  const input = page.locator("input[role=combobox]");
  await input.pressSequentially("hamersla", { delay: 60 });
  await page.getByRole("option", { name: "Hamerslag" }).first().waitFor();
  const took: number[] = [];
  for (let nth = 0; nth < TIMES; nth += 1) {
    const name = NAMES[nth % NAMES.length] as string;
    const shown = shownFor(page, name);
    await input.fill(name);
    took.push(await shown);
    await page.locator(".palette-list[aria-busy=false]").waitFor();
  }
  return took;
}

function shownFor(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        let typed = 0;
        performance.clearResourceTimings();
        addEventListener("input", () => (typed = performance.now()), { capture: true, once: true });
        new MutationObserver((_, watching) => {
          const marks = [...document.querySelectorAll("[role=option] mark")].map((each) => each.textContent ?? "");
          const asked = performance.getEntriesByType("resource").filter((each) => each.name.includes("/v1/search"));
          const api = asked.at(-1) as PerformanceResourceTiming | undefined;
          if (!typed || !api || !marks.some((each) => each.toLowerCase() === wanted)) return;
          watching.disconnect();
          requestAnimationFrame(() => done(performance.now() - typed - (api.responseEnd - api.startTime)));
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    name,
  );
}
