import { say } from "./toast.tsx";
import { common } from "./words.ts";

/** Puts a text on the clipboard, and says `said` only when it is there. Browsers refuse it where the page is not trusted
 * or the press is too long ago: what is `short` is told then, to be taken by hand. */
export async function copy(text: string, said: string, { short = false } = {}): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    say(short ? common("notCopiedText", { text }) : common("notCopied"), { tone: "bad" });
    return;
  }
  say(said);
}
