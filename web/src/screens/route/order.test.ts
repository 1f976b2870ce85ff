import { expect, it } from "vitest";
import { idsOf, moved, without } from "./order.ts";

it.each([
  [null, []],
  ["", []],
  ["a", ["a"]],
  ["b,a,,b,", ["b", "a"]],
])("of %j each is visited once", (told, ids) => {
  expect(idsOf(told)).toEqual(ids);
});

it.each([
  ["b", -1, "bac"],
  ["b", 1, "acb"],
  ["a", 1, "bac"],
  ["a", -1, "abc"],
  ["c", 1, "abc"],
  ["x", 1, "abc"],
] as const)("%s moved by %i gives %s", (id, by, order) => {
  expect(moved([..."abc"], id, by).join("")).toBe(order);
});

it("leaves out what goes", () => {
  expect(without([..."abc"], ["b", "x"])).toEqual(["a", "c"]);
});
