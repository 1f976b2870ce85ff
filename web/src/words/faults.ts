import { FIELD } from "./fault_lines.ts";
import { language } from "./language.ts";
import { WHOLE } from "./problem_lines.ts";
import { words } from "./words.ts";

/** What the API refuses, in the reader's language. It says so itself in English, with a code that is stable: of codes
 * that are known here the words are these, of others its own. Numbers that it names are kept. */
type Fault = { code: string; message: string };

const field = words(FIELD);
const whole = words(WHOLE);

/** Of one field. English readers get the API's own words, which know more. */
export function ofField({ code, message }: Fault): string {
  if (!isKnown(FIELD, code)) return message;
  return field(code, { n: /\d[\d.,]*/.exec(message)?.[0]?.replace(/[.,]$/, "") ?? "…" });
}

/** Of the whole request. */
export function ofRequest({ code, message }: Fault): string {
  return isKnown(WHOLE, code) ? whole(code) : message;
}

function isKnown<T extends object>(table: T, code: string): code is keyof T & string {
  return language.value !== "en" && Object.hasOwn(table, code);
}
