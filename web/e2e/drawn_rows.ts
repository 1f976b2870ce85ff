import type { Page } from "playwright-core";

/** What stands in the document of a list of which only what is in sight is drawn. */
export type Drawn = {
  /** The most rows that stood there at any moment, and the most that may: those in sight, those beyond, the one walked to. */
  most: number;
  bound: number;
  /** Rows that stood there twice, or at the place of another one. */
  twice: string[];
};

const BEYOND = 14 + 14 + 6; // above, below, and what is scrolled before others are drawn
const PARTLY = 1;
const WALKED = 1;

/** Counts from now on, at each change of the list. */
export async function countDrawn(page: Page): Promise<() => Promise<Drawn>> {
  const counted = await page.locator(".rows").evaluateHandle((place) => {
    const found = { most: 0, twice: [] as string[] };
    const stood = new Map<string, string>();
    const look = () => {
      const rows = [...place.querySelectorAll<HTMLElement>(".line")];
      found.most = Math.max(found.most, rows.length);
      const now = new Set<string>();
      for (const row of rows) {
        const [id, nth] = [row.dataset.id ?? "", row.getAttribute("aria-rowindex") ?? ""];
        if (now.has(id) || (stood.get(id) ?? nth) !== nth || (stood.get(nth) ?? id) !== id) found.twice.push(id);
        now.add(id);
        stood.set(id, nth).set(nth, id);
      }
    };
    look();
    new MutationObserver(look).observe(place, { subtree: true, childList: true, attributes: true });
    return found;
  });
  return async () => {
    const { most, twice } = await counted.jsonValue();
    const { tall, row } = await measured(page);
    return { most, twice, bound: Math.ceil(tall / row) + PARTLY + BEYOND + WALKED };
  };
}

/** Of the rows that stand in sight, those that are not drawn: their places in the list, from 1. */
export function missing(page: Page): Promise<number[]> {
  return page.locator(".rows").evaluate((place) => {
    const drawn = [...place.querySelectorAll<HTMLElement>(".line")];
    const body = place.querySelector<HTMLElement>(".rows-body")?.offsetHeight ?? 0;
    const head = place.querySelector<HTMLElement>(".rows-head")?.offsetHeight ?? 0;
    const row = drawn[0]?.offsetHeight ?? Number.NaN;
    const from = Math.floor(place.scrollTop / row);
    const to = Math.ceil(Math.min(body, place.scrollTop + place.clientHeight - head) / row);
    const known = new Set(drawn.map((each) => Number(each.getAttribute("aria-rowindex")) - 1));
    return Array.from({ length: to - from }, (_, nth) => from + nth + 1).filter((nth) => !known.has(nth));
  });
}

export function measured(page: Page) {
  return page.locator(".rows").evaluate((place) => ({
    top: place.scrollTop,
    tall: place.clientHeight,
    row: place.querySelector<HTMLElement>(".line")?.offsetHeight ?? Number.NaN,
    end: place.scrollHeight - place.clientHeight,
  }));
}
