import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { speak } from "@/words/language.ts";
import { operationName, wordsOf } from "./index.ts";

/** What the types have of the API's own description, and what the log has besides. */
function known(): string[] {
  const types = readFileSync(resolve(import.meta.dirname, "../../../api/schema.d.ts"), "utf8");
  const operations = types.slice(types.indexOf("export interface operations {"));
  return [...operations.matchAll(/^ {4}(\w+): \{$/gm)].map(([, name]) => name as string);
}

test("every operation of the API has words", () => {
  const all = known();
  expect(all.length).toBeGreaterThan(300);
  expect(all).toContain("archive_custom_field");
  const others = ["sign_in", "change_rights", "mass_read"];
  expect([...all, ...others].filter((each) => wordsOf(each) === null)).toEqual([]);
});

test("an operation is named in the reader's language, of one or of many", () => {
  speak("nl");
  expect(operationName("archive_custom_field")).toBe("Archiveren: Eigen veld");
  expect(operationName("list_activities")).toBe("Opvragen: Activiteiten");
  expect(operationName("put_layouts")).toBe("Instellen: Indelingen");
  speak("en");
});

test("one that has no words is told by its name", () => {
  expect(operationName("water_plants")).toBe("Water plants");
});
