import { useMedia } from "@/shared/media.ts";
import { forFrame } from "@/shared/trusted.ts";
import { theme } from "@/shell/theme.ts";
import { m } from "./words.ts";
import "./style.css";

type Props = { html: string; text?: string; images?: boolean; title?: string; whole?: boolean };

/** A letter that somebody else wrote: in a frame that runs nothing, sends nothing, and knows nothing of this page. Its
 * own policy lets it load nothing but, where they were asked for, images. Links open in a tab of their own. Since nothing
 * outside can measure it, its height is guessed; `whole` is as high as the screen has room for. */
export function MailFrame({ html, text = "", images = false, title, whole }: Props) {
  const isDarkDevice = useMedia("(prefers-color-scheme: dark)");
  const dark = theme.value === "system" ? isDarkDevice : theme.value === "dark";
  return (
    <iframe
      class={whole ? "letter whole" : "letter"}
      style={whole ? undefined : { "--guessed": `${guessed(html, text, images)}px` }}
      title={title || m("letter")}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      loading="lazy"
      srcdoc={forFrame(letter(html, images, dark))}
    />
  );
}

const LINE = 21;
const AROUND = 48;
const IMAGE = 140;
const NARROW = { width: 720, letters: 40 };
const LETTERS = 88;

/** How high a letter is about: the lines that its text takes, or those of what is between its tags. */
export function guessed(html: string, text: string, images: boolean): number {
  const letters = innerWidth < NARROW.width ? NARROW.letters : LETTERS;
  const said = text || html.replace(/<(br|p|div|tr|li|h\d)\b[^>]*>/gi, "\n").replace(/<[^>]*>/g, "");
  const lines = said.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  const pictures = images ? (html.match(/<img\b/gi) ?? []).length : 0;
  return AROUND + lines * LINE + pictures * IMAGE;
}

type Colours = { page: string; text: string; link: string };
const LIGHT: Colours = { page: "#ffffff", text: "#16191f", link: "#1f5fd0" };
const DARK: Colours = { page: "#16181d", text: "#e9ebef", link: "#82adff" };

/** It looks by attributes alone: the page's policy, which the frame inherits, takes no style from within a page. */
export function letter(html: string, images: boolean, dark: boolean): string {
  const policy = [
    "default-src 'none'",
    `img-src data:${images ? " https:" : ""}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  const { page, text, link } = dark ? DARK : LIGHT;
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="${dark ? "dark" : "light"}">`,
    '<meta name="viewport" content="width=device-width"></head>',
    `<body bgcolor="${page}" text="${text}" link="${link}" vlink="${link}" alink="${link}"`,
    ' marginwidth="14" marginheight="12"><font face="system-ui, sans-serif">',
    html,
    "</font></body></html>",
  ].join("");
}
