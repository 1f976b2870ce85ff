import { LANGUAGES, type Language, language } from "./language.ts";

/** A line in all languages, in the order of LANGUAGES: English, Dutch, German, French, Russian.
 *
 * `{name}` is filled in. `{n#record|records}` counts: the forms follow the plural rules of the language (CLDR): one and
 * other; in Russian one, few and many: `{n#запись|записи|записей}`. `#` in a form stands for the number itself. */
export type Line = readonly [en: string, nl: string, de: string, fr: string, ru: string];
export type Values = Record<string, string | number>;

const FORMS: Record<Language, Intl.LDMLPluralRule[]> = {
  en: ["one", "other"],
  nl: ["one", "other"],
  de: ["one", "other"],
  fr: ["one", "other"],
  ru: ["one", "few", "many"],
};

/** All tables of words that were loaded. */
export const tables: Record<string, Line>[] = [];

/** The words of a folder: `const w = words({ save: ["Save", "Opslaan", "Speichern", "Enregistrer", "Сохранить"] })`,
 * then `w("save")`. What reads it while it renders is rendered anew in another language. */
export function words<T extends Record<string, Line>>(table: T) {
  tables.push(table);
  return (key: keyof T & string, values: Values = {}): string => fill(table[key] as Line, values, language.value);
}

export function fill(line: Line, values: Values, spoken: Language): string {
  const text = line[LANGUAGES.indexOf(spoken)] ?? line[0];
  return text.replace(/\{(\w+)(?:#([^}]*))?\}/g, (_, name: string, forms: string | undefined) => {
    const value = values[name] ?? "";
    return forms === undefined ? String(value) : counted(Number(value), forms.split("|"), spoken);
  });
}

function counted(count: number, forms: string[], spoken: Language): string {
  const form = FORMS[spoken].indexOf(new Intl.PluralRules(spoken).select(count));
  const chosen = forms[form] ?? forms.at(-1) ?? "";
  const number = new Intl.NumberFormat(spoken).format(count);
  return chosen.includes("#") ? chosen.replace("#", number) : `${number} ${chosen}`;
}

/** One of the names that the API keeps by language, such as those of an activity kind or an own field. */
export function named(names: Partial<Record<string, string>> | null | undefined, otherwise: string): string {
  return names?.[language.value] || otherwise;
}
