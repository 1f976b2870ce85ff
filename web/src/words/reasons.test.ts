import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { speak } from "./language.ts";
import { knownReason, reasonOf } from "./reasons.ts";

const API = resolve(import.meta.dirname, "../../../chalicelib");
const FILES = ["inside", "outside", "joining", "decision", "explain"].map((each) => `access/${each}.py`);

/** The sentences that decisions are told by: literals of more than one word, names filled in. */
function said(): string[] {
  return [...FILES, "actions/explaining.py"].flatMap((file) => {
    const code = readFileSync(resolve(API, file), "utf8").replaceAll(/"""[\s\S]*?"""/g, "");
    return [...code.matchAll(/"([a-z{][^"\n[]* [^"\n[]*)"/g)].map(([, text = ""]) =>
      text.replaceAll(/\{[^}]*\}/g, "x"),
    );
  });
}

test("every reason that the API gives has words", () => {
  const all = said();
  expect(all.length).toBeGreaterThan(50);
  expect(all).toContain("no profile grants x on x");
  expect(all.filter((each) => knownReason(each) === null)).toEqual([]);
});

test("a reason is told in the reader's language, with the name that it has in it", () => {
  speak("nl");
  expect(reasonOf("the sharing rule Verkoop ziet alles")).toBe("Door de deelregel “Verkoop ziet alles”.");
  expect(reasonOf("they own it")).toBe("Het is van hen.");
  speak("en");
});

test("what has no words is told as the API says it", () => {
  expect(reasonOf("the moon is full")).toBe("the moon is full");
});
