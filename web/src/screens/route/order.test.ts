import { expect, it } from "vitest";
import { idsOf, moved, putBack, without } from "./order.ts";

it.each([
  [null, []],
  ["", []],
  ["a", ["a"]],
  ["b,a,,b,", ["b", "a"]],
])("of %j each is visited once", (told, ids) => {
  expect(idsOf(told)).toEqual(ids);
});

it.each([
  ["b", -1, "bacx"],
  ["b", 1, "acbx"],
  ["a", 1, "bacx"],
  ["a", -1, "abcx"],
  ["c", 1, "abcx"],
  ["x", -1, "abcx"],
] as const)("%s moved by %i gives %s; what is not shown stays", (id, by, order) => {
  expect(moved([..."abcx"], [..."abc"], id, by).join("")).toBe(order);
});

it("is moved past what is not shown", () => {
  expect(moved([..."axb"], [..."ab"], "b", -1).join("")).toBe("bxa");
});

it("leaves out what goes", () => {
  expect(without([..."abc"], ["b", "x"])).toEqual(["a", "c"]);
});

it.each([
  ["ac", 1, "abc"],
  ["", 1, "b"],
  ["abc", 0, "bac"],
])("puts back into %j at %i", (ids, at, order) => {
  expect(putBack([...ids], "b", at).join("")).toBe(order);
});
