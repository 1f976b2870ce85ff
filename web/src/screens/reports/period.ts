import { language } from "@/words/language.ts";
import type { Every } from "./report.ts";

/** What a period is called, such as `Nov 2026` for `2026-11`, and its first and last day. */
export function periodName(key: string, every: Every): string {
  const range = rangeOf(key, every);
  if (!range) return key;
  const at = new Date(range[0]);
  if (every === "year") return key;
  if (every === "quarter") return key.replace("-", " ");
  if (every === "week") return key.replace("-", " ");
  const style: Intl.DateTimeFormatOptions =
    every === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(language.value, { ...style, timeZone: "UTC" }).format(at);
}

export function rangeOf(key: string, every: Every): [string, string] | null {
  const year = Number(key.slice(0, 4));
  if (!Number.isInteger(year)) return null;
  const part = Number(key.replace(/^\d{4}-?[WQ]?/, ""));
  if (every === "day") return [key, key];
  if (every === "year") return [`${key}-01-01`, `${key}-12-31`];
  if (every === "month") return [iso(year, part - 1, 1), iso(year, part, 0)];
  if (every === "quarter") return [iso(year, (part - 1) * 3, 1), iso(year, part * 3, 0)];
  const monday = weekStart(year, part);
  return [dayOf(monday), dayOf(monday + 6 * DAY)];
}

const DAY = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const iso = (year: number, month: number, day: number): string => dayOf(Date.UTC(year, month, day));

/** The Monday of a week (ISO 8601): the fourth of January is always in the first. */
function weekStart(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth - weekday * DAY + (week - 1) * 7 * DAY;
}

/** All periods from the first to the last, so that a line over time has no holes. */
export function filled(keys: readonly string[], every: Every): string[] {
  const first = keys[0] && rangeOf(keys[0], every);
  const last = keys.at(-1) && rangeOf(keys.at(-1) as string, every);
  if (!first || !last) return [...keys];
  const all: string[] = [];
  for (let at = Date.parse(first[0]); at <= Date.parse(last[0]) && all.length < MOST; at = next(at, every)) {
    all.push(keyOf(at, every));
  }
  return keys.every((key) => all.includes(key)) ? all : [...keys];
}

const MOST = 1_000;

function next(at: number, every: Every): number {
  const date = new Date(at);
  const months = { month: 1, quarter: 3, year: 12 }[every as "month"];
  if (!months) return at + (every === "week" ? 7 : 1) * DAY;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

function keyOf(at: number, every: Every): string {
  const day = dayOf(at);
  if (every === "day") return day;
  if (every === "month") return day.slice(0, 7);
  if (every === "year") return day.slice(0, 4);
  if (every === "quarter") return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  const thursday = at + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.round((at - weekStart(year, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
