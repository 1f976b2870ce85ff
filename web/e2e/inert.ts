import type { Page } from "playwright-core";

export type Watched = { asked: string[]; referrers: string[] };

/** Notes what the page asks of anybody but us, and what it tells them of where it was asked. */
export function watch(page: Page, ours: string[]): Watched {
  const watched: Watched = { asked: [], referrers: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (/^(data|blob|about):/.test(url) || ours.some((each) => url.startsWith(each))) return;
    watched.asked.push(url);
    const { referer } = request.headers();
    if (referer) watched.referrers.push(referer);
  });
  return watched;
}

/** Whether a script of a text ran, or its markup became part of the page. */
export async function ran(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if ("__hit" in window) found.push("a script ran");
    for (const each of document.querySelectorAll("*"))
      for (const { name, value } of each.attributes)
        if (/^on/i.test(name) || (/^(href|src|action)$/i.test(name) && /^\s*javascript:/i.test(value)))
          found.push(`${each.tagName} ${name}=${value}`);
    for (const each of document.querySelectorAll("base, body script, body meta, body iframe:not([sandbox])"))
      if (!each.hasAttribute("type") || each.tagName !== "SCRIPT") found.push(each.outerHTML.slice(0, 100));
    return found;
  });
}

/** All that can be read on the page: in the open, in fields and in what can be chosen. */
export async function texts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll("input, textarea")] as HTMLInputElement[];
    const options = [...document.querySelectorAll("option")];
    return [document.body.innerText, ...fields.map((each) => each.value), ...options.map((each) => each.text)].join(
      "\n",
    );
  });
}

/** What makes the page, or a dialog on it, scroll to the side. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const place of [document.documentElement, ...document.querySelectorAll("dialog[open]")]) {
      if (place.scrollWidth <= place.clientWidth) continue;
      const edge = place.getBoundingClientRect().left + place.clientWidth + 1;
      const wide = [...place.querySelectorAll("body *, dialog *")].filter(
        (each) => each.getBoundingClientRect().right > edge,
      );
      found.push(`${place.tagName} by ${place.scrollWidth - place.clientWidth}`);
      found.push(
        ...wide.slice(0, 12).map((each) => `${each.tagName}.${each.className} ${each.textContent?.slice(0, 40)}`),
      );
    }
    return found;
  });
}
