import type { Page } from "playwright-core";

/** What others have got scripts into pages with. Each would call `hit`, open a dialog, or ask evil.invalid for something. */
export const HOSTILE = [
  "<script>window.__hit=1</script>",
  "<img src=x onerror=window.__hit=1>",
  "<svg onload=window.__hit=1>",
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  "javascript:window.__hit=1",
  "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
  "<a href=javascript:window.__hit=1>x</a>",
  "{{constructor.constructor('window.__hit=1')()}}",
  `\${window.__hit=1}`,
  "<details open ontoggle=window.__hit=1>",
  "<math><mtext></mtext><script>window.__hit=1</script></math>",
  "</textarea><script>window.__hit=1</script>",
  "<base href=https://evil.invalid/>",
  "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
  "<link rel=stylesheet href=https://evil.invalid/x.css>",
];

export type Watched = { asked: string[] };

/** Notes what the page asks of anybody but us. */
export function watch(page: Page, ours: string[]): Watched {
  const watched: Watched = { asked: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob|about):/.test(url) && !ours.some((each) => url.startsWith(each))) watched.asked.push(url);
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
