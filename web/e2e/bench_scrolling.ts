import type { Page } from "playwright-core";
import { countedAtMost, tell } from "./bench_figures.ts";
import type { Visit } from "./browser.ts";
import { countDrawn } from "./drawn_rows.ts";
import { flick } from "./flick.ts";
import { giveManyRows, MANY, partsOf } from "./many_rows.ts";
import { throttle } from "./throttle.ts";

const LATE = 450; // what a page of 200 rows takes on slow 4G, beside the API
const SLOWLY = 4; // the pages of which the coming is measured: the last ones, when the list is longest
const FLICKS = 6;
const COUNTED = 4;
const FLICK = 6_000;
const STEP = 400; // pixels between two places of the finger: some 25,000 a second
const LEAPS = 30;
const LONG = 50;
const PAGES = partsOf(100, 200).length;

type Frames = { gaps: number[]; tasks: number[] };

/** What a slow phone makes of a list of 10,000 rows: while the last of them come, while a finger scrolls them, and when one
 * leaps to some place in them. What is counted is counted afterwards, since counting takes time too. */
export async function scrolling(visit: Visit): Promise<void> {
  const { page } = visit;
  const { parts, last } = await giveManyRows(page, LATE);
  await visit.see("/relations");
  const toEnd = () => page.locator(".rows").evaluate((place) => place.scrollTo(0, place.scrollHeight));
  while (parts.length < PAGES - SLOWLY) await toEnd();
  await throttle(page);
  const frames = await followFrames(page);
  while (!(await page.locator(`.line[data-id="${last.id}"]`).count())) await toEnd();
  for (let nth = 0; nth < FLICKS; nth += 1) await flick(page, "phone", -FLICK, STEP);
  const { gaps, tasks } = await frames();
  const leaps = await leapsIn(page);
  const long = gaps.filter((gap) => gap > LONG);
  tell(`${MANY} rows scrolled: frames`, gaps.length);
  tell(`frames longer than ${LONG} ms`, long.length);
  tell("the longest frame", Math.max(...gaps), "ms");
  tell("the frame in the middle", middle(gaps), "ms");
  tell(`tasks longer than ${LONG} ms`, tasks.length);
  tell("the longest task", Math.max(0, ...tasks), "ms");
  tell("a leap to its rows: the one in the middle", middle(leaps), "ms");
  tell("a leap to its rows: the longest", Math.max(...leaps), "ms");
  countedAtMost(PAGES, "pages of rows asked for", parts.length);
  const drawn = await countDrawn(page);
  for (let nth = 0; nth < COUNTED; nth += 1) await flick(page, "phone", nth % 2 ? FLICK : -FLICK, STEP);
  const { most, bound } = await drawn();
  countedAtMost(bound, `rows in the document, of ${MANY}`, most);
}

export const middle = (all: number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

async function followFrames(page: Page): Promise<() => Promise<Frames>> {
  const followed = await page.evaluateHandle(() => {
    const found: Frames = { gaps: [], tasks: [] };
    new PerformanceObserver((told) => {
      for (const each of told.getEntries()) found.tasks.push(each.duration);
    }).observe({ type: "longtask" });
    let before = 0;
    const next = (now: number) => {
      if (before) found.gaps.push(now - before);
      before = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    return found;
  });
  return () => followed.jsonValue();
}

/** From where it is scrolled to places all over the list until the rows that stand there are on the screen. */
function leapsIn(page: Page): Promise<number[]> {
  return page.locator(".rows").evaluate(async (place, many) => {
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const isDrawn = (at: number) => place.querySelector(`.line[aria-rowindex="${at + 2}"]`) !== null;
    const row = place.querySelector<HTMLElement>(".line")?.offsetHeight ?? Number.NaN;
    const took: number[] = [];
    for (let nth = 0; nth < many; nth += 1) {
      await frame();
      const from = performance.now();
      place.scrollTop = ((nth * 7) % many) * ((place.scrollHeight - place.clientHeight) / many);
      const [first, last] = [place.scrollTop, place.scrollTop + place.clientHeight - 1].map((at) =>
        Math.floor(at / row),
      );
      do await frame();
      while (!isDrawn(first as number) || !isDrawn(last as number));
      await frame();
      took.push(performance.now() - from);
    }
    return took;
  }, LEAPS);
}
