import type { ComponentChildren } from "preact";

export type Tone = "plain" | "good" | "warn" | "bad" | "accent";

/** `color` is that of a label as the API keeps it (`#rrggbb`): it is shown as a dot, so that the text keeps its contrast. */
export function Badge({
  children,
  tone = "plain",
  color,
}: {
  children: ComponentChildren;
  tone?: Tone;
  color?: string | null;
}) {
  return (
    <span class={`badge ${tone}`}>
      {color && <Dot color={color} />}
      {children}
    </span>
  );
}

export function Dot({ color }: { color: string }) {
  return (
    <svg class="dot" viewBox="0 0 8 8" aria-hidden="true">
      <circle cx="4" cy="4" r="4" fill={color} />
    </svg>
  );
}

const TONES = 6;

export function Avatar({ name }: { name: string }) {
  const parts = name.split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => part?.[0] ?? "").join("");
  const tone = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TONES;
  return (
    <span class={`avatar tone-${tone}`} aria-hidden="true">
      {letters.toUpperCase()}
    </span>
  );
}
