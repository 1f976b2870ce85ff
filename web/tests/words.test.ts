import { describe, expect, it } from "vitest";
import { LANGUAGES } from "@/words/language.ts";
import { tables } from "@/words/words.ts";

/** Every file of words of the app says all it says in all languages. */
const files = import.meta.glob("../src/**/{words,*_words,titles,faults,type_name}.ts", { eager: true });

const holes = (line: string): string[] => [...line.matchAll(/\{(\w+)/g)].map((each) => each[1] as string).sort();
const formsOf = (line: string): string[][] =>
  [...line.matchAll(/\{\w+#([^}]*)\}/g)].map((each) => (each[1] as string).split("|"));

it("finds files of words", () => {
  expect(Object.keys(files).length).toBeGreaterThan(2);
  expect(tables.length).toBeGreaterThan(2);
});

describe.each(tables.map((table, index) => [Object.keys(table)[0] ?? String(index), table] as const))(
  "the table that begins with %s",
  (_, table) => {
    it.each(Object.entries(table))("says %s in five languages", (_key, line) => {
      expect(line).toHaveLength(LANGUAGES.length);
      for (const told of line) expect(told.trim()).not.toBe("");
      for (const told of line) expect(holes(told)).toEqual(holes(line[0]));
    });

    it.each(Object.entries(table))("counts in %s as each language does", (_key, line) => {
      line.forEach((told, index) => {
        for (const forms of formsOf(told)) expect(forms).toHaveLength(LANGUAGES[index] === "ru" ? 3 : 2);
      });
    });
  },
);
