import { TextField } from "@/shared/field.tsx";
import { LANGUAGES, OWN_NAMES } from "@/words/language.ts";
import { f } from "./field_words.ts";
import { spokenHere } from "./spoken_here.ts";

type Props = {
  names: Record<string, string>;
  onNames: (names: Record<string, string>) => void;
  /** What is wrong with the name in a language. */
  problem?: (language: string) => string | null | undefined;
};

/** A name in the other languages; folded, since the first name does for all, until something there is wrong. */
export function Names({ names, onNames, problem }: Props) {
  const others = LANGUAGES.filter((each) => each !== spokenHere());
  return (
    <details open={others.some((each) => problem?.(each)) || undefined}>
      <summary>{f("otherLanguages")}</summary>
      <div class="columns">
        {others.map((each) => (
          <TextField
            key={each}
            label={f("nameIn", { language: OWN_NAMES[each] })}
            value={names[each] ?? ""}
            onValue={(name) => onNames({ ...names, [each]: name })}
            problem={problem?.(each) ?? null}
          />
        ))}
      </div>
    </details>
  );
}
