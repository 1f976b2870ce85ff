import { INSIDE } from "./reason_lines.ts";
import { OUTSIDE } from "./reason_lines_outside.ts";
import { words } from "./words.ts";

const REASONS = { ...INSIDE, ...OUTSIDE } as const;
const told = words(REASONS);
type Known = keyof typeof REASONS;

const HOLE = /\{\}/g;
const literal = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const PATTERNS = (Object.keys(REASONS) as Known[])
  .filter((each) => each.includes("{}"))
  .map((each) => [each, new RegExp(`^${literal(each).replace(HOLE, "(.+)")}$`)] as const);

/** Why somebody may or may not, in the language of the reader; null where no words are known for what the API says. */
export function knownReason(because: string): string | null {
  if (Object.hasOwn(REASONS, because)) return told(because as Known);
  for (const [each, pattern] of PATTERNS) {
    const found = pattern.exec(because);
    if (found) return told(each, { a: found[1] ?? "" });
  }
  return null;
}

/** The same; what is not known is told as the API says it. */
export const reasonOf = (because: string): string => knownReason(because) ?? because;
