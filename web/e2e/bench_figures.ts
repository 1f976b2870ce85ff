import { expect } from "vitest";

/** How long something takes differs from one machine to the next, so that it is told; it fails a run where somebody asks for it. */
const STRICT = Boolean(process.env.STRICT);

type Bound = { most: number; isTime: boolean };
type Figure = { what: string; found: number; unit: string; bound?: Bound };

const figures: Figure[] = [];

export function tell(what: string, found: number, unit = ""): void {
  figures.push({ what, found, unit });
}

/** Bytes, requests, rows: the same on every machine. */
export function countedAtMost(most: number, what: string, found: number, unit = ""): void {
  atMost({ most, isTime: false }, what, found, unit);
}

export function timedAtMost(most: number, what: string, found: number): void {
  atMost({ most, isTime: true }, what, found, "ms");
}

function atMost(bound: Bound, what: string, found: number, unit: string): void {
  figures.push({ what, found, unit, bound });
  if (STRICT || !bound.isTime) expect.soft(found, what).toBeLessThanOrEqual(bound.most);
}

/** Every figure with its bound, and whether it is within. */
export function table(): string {
  return ["", ...figures.map(line)].join("\n");
}

function line({ what, found, unit, bound }: Figure): string {
  const told = `${what.padEnd(52)}${of(found, unit).padStart(14)}`;
  if (!bound) return told;
  return `${told}   of ${of(bound.most, unit).padEnd(14)}${found <= bound.most ? "within" : "OVER"}`;
}

const of = (found: number, unit: string): string => `${Math.round(found).toLocaleString("en")} ${unit}`.trim();
