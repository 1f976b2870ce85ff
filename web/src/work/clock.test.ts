import { describe, expect, it } from "vitest";
import { minutesBetween, momentOf, mondayOf, plusMonths, wallOf } from "./clock.ts";

const AMSTERDAM = "Europe/Amsterdam";

describe("the clock on the wall", () => {
  it.each([
    ["2026-07-01T12:00:00Z", "2026-07-01T14:00"],
    ["2026-12-31T23:30:00Z", "2027-01-01T00:30"],
  ])("of %s shows %s in Amsterdam, and back", (moment, wall) => {
    expect(wallOf(moment, AMSTERDAM)).toBe(wall);
    expect(momentOf(wall, AMSTERDAM)).toBe(moment);
  });

  it("knows both sides of the night on which it is set back", () => {
    expect(momentOf("2026-10-25T01:30", AMSTERDAM)).toBe("2026-10-24T23:30:00Z");
    expect(momentOf("2026-10-25T03:30", AMSTERDAM)).toBe("2026-10-25T02:30:00Z");
  });

  it("gives a moment for an hour that it skips", () => {
    const skipped = momentOf("2026-03-29T02:30", AMSTERDAM);
    expect(Math.abs(minutesBetween("2026-03-29T01:00:00Z", skipped))).toBeLessThanOrEqual(30);
  });

  it("begins weeks on Monday and steps by months", () => {
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(mondayOf("2026-11-23")).toBe("2026-11-23");
    expect(plusMonths("2026-12-31", 2)).toBe("2027-02-01");
  });
});
