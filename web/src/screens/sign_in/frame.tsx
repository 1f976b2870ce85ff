import "./style.css";
import type { ComponentChildren } from "preact";
import { shell } from "@/shell/words.ts";
import { LANGUAGES, language, OWN_NAMES, speak } from "@/words/language.ts";

/** The quiet page around signing in, with the choice of language. */
export function Frame({ children }: { children: ComponentChildren }) {
  return (
    <div class="sign-in">
      <header>
        <span class="wordmark">Relata</span>
        <select
          aria-label={shell("language")}
          value={language.value}
          onChange={(event) => speak(event.currentTarget.value)}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each} lang={each}>
              {OWN_NAMES[each]}
            </option>
          ))}
        </select>
      </header>
      <main>{children}</main>
    </div>
  );
}
