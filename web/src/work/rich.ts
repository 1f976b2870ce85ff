/** The HTML of an activity's text as the API cleans it, read without a parser of the platform: what is not known is
 * text. Nothing of it ever becomes markup; see `rich_text.tsx`. */
export type Part = string | { tag: string; href?: string; parts: Part[] };

const TAGS = new Set(
  "p br b strong i em u s ul ol li blockquote code pre h2 h3 h4 a table thead tbody tr th td".split(" "),
);
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>|<!--[\s\S]*?-->/gi;
const HREF = /\shref="([^"]*)"/i;
const SAFE = /^(?:https:|mailto:|tel:)/i;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

export function partsOf(html: string): Part[] {
  const root: Exclude<Part, string> = { tag: "", parts: [] };
  const open = [root];
  let from = 0;
  const text = (until: number) => {
    if (until > from) open.at(-1)?.parts.push(plain(html.slice(from, until)));
  };
  for (const token of html.matchAll(TOKEN)) {
    text(token.index);
    from = token.index + token[0].length;
    const tag = token[2]?.toLowerCase() ?? "";
    if (!TAGS.has(tag)) continue;
    if (token[1]) close(open, tag);
    else begin(open, tag, token[3] ?? "");
  }
  text(html.length);
  return root.parts;
}

type Open = Exclude<Part, string>[];

function begin(open: Open, tag: string, attributes: string): void {
  const href = tag === "a" ? plain(HREF.exec(attributes)?.[1] ?? "") : "";
  const made = { tag, parts: [], ...(SAFE.test(href) ? { href } : {}) };
  open.at(-1)?.parts.push(made);
  if (tag !== "br") open.push(made);
}

function close(open: Open, tag: string): void {
  const at = open.findLastIndex((each) => each.tag === tag);
  if (at > 0) open.splice(at);
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, digits, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = digits ? Number(digits) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

// ------------------------------------------------------------------------------------------------ to be typed

const BLOCKS = new Set(["p", "ul", "ol", "blockquote", "pre", "h2", "h3", "h4", "table"]);

/** As one types it: paragraphs, `- ` before what is listed, `**` around what is bold. */
export function typedOf(html: string): string {
  return partsOf(html)
    .map(typed)
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function typed(part: Part): string {
  if (typeof part === "string") return part.replace(/\s+/g, " ");
  const inside = part.parts.map(typed).join("");
  if (part.tag === "br") return "\n";
  if (part.tag === "b" || part.tag === "strong") return `**${inside}**`;
  if (part.tag === "li") return `- ${inside.trim()}\n`;
  if (part.tag === "tr") return `${inside.trim()}\n`;
  if (part.tag === "td" || part.tag === "th") return `${inside}\t`;
  return BLOCKS.has(part.tag) ? `${inside.trim()}\n\n` : inside;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export function htmlOf(text: string): string {
  const blocks = text
    .replaceAll("\r\n", "\n")
    .trim()
    .split(/\n{2,}/);
  return blocks
    .filter((each) => each.trim())
    .map(block)
    .join("");
}

/** Lines that begin with a dash or a star are a list; others a paragraph, in the order in which they stand. */
function block(text: string): string {
  const made: string[] = [];
  let kept: string[] = [];
  let listed = false;
  const end = () => {
    if (kept.length) made.push(listed ? `<ul>${kept.join("")}</ul>` : `<p>${kept.join("<br>")}</p>`);
    kept = [];
  };
  for (const line of text.split("\n")) {
    const item = /^\s*[-*•]\s+(.*)$/.exec(line);
    if (Boolean(item) !== listed) {
      end();
      listed = Boolean(item);
    }
    kept.push(item ? `<li>${marked(item[1] ?? "")}</li>` : marked(line));
  }
  end();
  return made.join("");
}

const marked = (line: string): string => escaped(line).replace(/\*\*(.+?)\*\*/g, "<b>$1</b>");
