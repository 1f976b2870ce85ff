import { expect, test } from "vitest";
import { ago, bytes, dayKey, nearDay, today } from "./format.ts";
import { speak } from "./language.ts";

const before = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

test("what just happened is now, also where the clocks differ a little", () => {
  speak("nl");
  expect(ago(before(0))).toBe("nu");
  expect(ago(before(-0.7))).toBe("nu");
  expect(ago(before(5))).toBe("5 minuten geleden");
});

test("a day near today is told as such, one further away as a date", () => {
  speak("en");
  expect(nearDay(today())).toBe("today");
  expect(nearDay("2020-02-29")).toBe("29 Feb 2020");
});

test("a plain date is no moment: it is the same day everywhere", () => {
  expect(dayKey("2026-03-29")).toBe("2026-03-29");
});

test("sizes are in units of a thousand", () => {
  speak("en");
  expect(bytes(1_400_000)).toBe("1.4 MB");
});
