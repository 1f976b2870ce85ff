import { type ComponentChildren, h } from "preact";
import { type Part, partsOf } from "./rich.ts";
import "./style.css";

/** The text of an activity: elements made one by one of what is known, so that nothing else can become any. */
export function RichText({ html }: { html: string | null | undefined }) {
  if (!html) return null;
  return <div class="rich-text">{partsOf(html).map(shown)}</div>;
}

function shown(part: Part, key: number): ComponentChildren {
  if (typeof part === "string") return part;
  if (part.tag === "a" && !part.href) return part.parts.map(shown);
  const link = part.href ? { href: part.href, target: "_blank", rel: "noopener noreferrer nofollow" } : {};
  const tag = /^h[234]$/.test(part.tag) ? "strong" : part.tag;
  return h(tag, { key, ...link }, part.tag === "br" ? undefined : part.parts.map(shown));
}
