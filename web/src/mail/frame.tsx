import { forFrame } from "@/shared/trusted.ts";
import { m } from "./words.ts";
import "./style.css";

/** A letter that somebody else wrote: in a frame that runs nothing, sends nothing, and knows nothing of this page. Its
 * own policy lets it load nothing but our style and, where they were asked for, images. Links open in a tab of their own. */
export function MailFrame({ html, images = false, title }: { html: string; images?: boolean; title?: string }) {
  return (
    <iframe
      class={html.length > LONG ? "letter long" : "letter"}
      title={title || m("letter")}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      loading="lazy"
      srcdoc={forFrame(letter(html, images))}
    />
  );
}

const LONG = 1_200;

export function letter(html: string, images: boolean): string {
  const policy = [
    "default-src 'none'",
    `style-src ${location.origin}`,
    `img-src data:${images ? " https:" : ""}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  const theme = document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  const shown = document.documentElement.dataset.theme ? theme : "system";
  return [
    `<!doctype html><html data-theme="${shown}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">',
    `<link rel="stylesheet" href="${location.origin}/letter.css"></head><body>`,
    html,
    "</body></html>",
  ].join("");
}
