import { me } from "@/api/session.ts";
import { TextField } from "@/shared/field.tsx";
import { LANGUAGES, OWN_NAMES } from "@/words/language.ts";
import { f } from "./field_words.ts";

type Props = { names: Record<string, string>; onNames: (names: Record<string, string>) => void; open?: boolean };

/** A name in the other languages; folded, since the first name does for all. */
export function Names({ names, onNames, open }: Props) {
  return (
    <details open={open}>
      <summary>{f("otherLanguages")}</summary>
      <div class="columns">
        {LANGUAGES.filter((each) => each !== spokenHere()).map((each) => (
          <TextField
            key={each}
            label={f("nameIn", { language: OWN_NAMES[each] })}
            value={names[each] ?? ""}
            onValue={(name) => onNames({ ...names, [each]: name })}
          />
        ))}
      </div>
    </details>
  );
}

/** The language of the organisation: what is named without a language is named in that. */
function spokenHere(): string {
  const tenant = me.value?.tenant as { language?: string } | undefined;
  return tenant?.language ?? "en";
}
