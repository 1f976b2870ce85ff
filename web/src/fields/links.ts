/** What becomes a link of what somebody typed: addresses of https, http, mail and phone, and nothing else. */
export function safeHref(kind: "url" | "email" | "phone", value: string): string | null {
  if (kind === "email") return /^[^\s@<>"]+@[^\s@<>"]+$/.test(value) ? `mailto:${encodeURIComponent(value).replace("%40", "@")}` : null;
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

export const mapOf = (text: string): string =>
  `https://www.openstreetmap.org/search?query=${encodeURIComponent(text)}`;

const TAGS = /<(style|script)[^>]*>[\s\S]*?<\/\1>/gi;

/** The words of some HTML, in one line; it is parsed as a document of its own, which runs nothing. */
export function textOf(html: string): string {
  const spaced = html.replace(TAGS, " ").replaceAll(/<(br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, "\n$&");
  const found = new DOMParser().parseFromString(spaced, "text/html").body.textContent ?? "";
  return found.replaceAll(/[ \t]+/g, " ").replaceAll(/\s*\n\s*/g, "\n").trim();
}
