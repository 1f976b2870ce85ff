/** What becomes a link of what somebody typed: addresses of https, http, mail and phone, and nothing else. */
export function safeHref(kind: "url" | "email" | "phone", value: string): string | null {
  if (kind === "email")
    return /^[^\s@<>"]+@[^\s@<>"]+$/.test(value) ? `mailto:${encodeURIComponent(value).replace("%40", "@")}` : null;
  if (kind === "phone") {
    const digits = value.replaceAll(/[^\d+]/g, "");
    return digits.length >= 3 ? `tel:${digits}` : null;
  }
  try {
    const found = new URL(/^[a-z][a-z\d+.-]*:/i.test(value) ? value : `https://${value}`);
    return found.protocol === "https:" || found.protocol === "http:" ? found.href : null;
  } catch {
    return null;
  }
}

export const mapOf = (text: string): string => `https://www.openstreetmap.org/search?query=${encodeURIComponent(text)}`;

const HIDDEN = /<(style|script|head|title)\b[^>]*>[\s\S]*?<\/\1>/gi;
const BREAKS = /<(br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The words of some HTML. It is shown as text and never becomes markup again, so nothing of it can run. */
export function textOf(html: string): string {
  const plain = html
    .replace(HIDDEN, " ")
    .replace(BREAKS, "\n")
    .replaceAll(/<[^>]*>/g, "");
  return plain
    .replaceAll(
      /&(#x?[\da-f]+|[a-z]+);/gi,
      (whole, name: string) => ENTITIES[name.toLowerCase()] ?? numbered(name) ?? whole,
    )
    .replaceAll(/[ \t\u00a0]+/g, " ")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim();
}

function numbered(name: string): string | null {
  if (!name.startsWith("#")) return null;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
