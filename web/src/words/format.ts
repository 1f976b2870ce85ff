import { me } from "@/api/session.ts";
import { language } from "./language.ts";

/** Dates, times and numbers as the reader's language and time zone have them. Times come as ISO 8601 in UTC. */
export const timeZone = (): string => me.value?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

type Style = Intl.DateTimeFormatOptions;
const made = new Map<string, Intl.DateTimeFormat>();

function dated(style: Style, zone: string): Intl.DateTimeFormat {
  const key = JSON.stringify([language.value, zone, style]);
  let found = made.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language.value === "en" ? "en-GB" : language.value, { ...style, timeZone: zone });
    made.set(key, found);
  }
  return found;
}

const isDay = (text: string): boolean => text.length === 10;
const zoneOf = (text: string): string => (isDay(text) ? "UTC" : timeZone());

/** `23 Nov 2026`; without the word for "year" that Russian has behind it: it says nothing, and columns are narrow. */
export const day = (text: string): string =>
  dated({ day: "numeric", month: "short", year: "numeric" }, zoneOf(text))
    .format(new Date(text))
    .replace(/\sг\.$/, "");

export const longDay = (text: string): string =>
  dated({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, zoneOf(text)).format(new Date(text));

export const time = (text: string): string =>
  dated({ hour: "2-digit", minute: "2-digit" }, timeZone()).format(new Date(text));

/** `23 Nov 2026, 14:05`, or the day alone for a plain date. */
export const moment = (text: string): string => (isDay(text) ? day(text) : `${day(text)}, ${time(text)}`);

/** The day of a moment where the reader is, as `2026-11-23`. */
export const dayKey = (text: string): string =>
  isDay(text) ? text : new Intl.DateTimeFormat("sv-SE", { timeZone: timeZone() }).format(new Date(text));

export const today = (): string => dayKey(new Date().toISOString());

/** `today`, `yesterday`, `in 3 days`; a date when further away than a week. */
export function nearDay(text: string): string {
  const days = Math.round((Date.parse(dayKey(text)) - Date.parse(today())) / 86_400_000);
  if (Math.abs(days) > 7) return day(text);
  return new Intl.RelativeTimeFormat(language.value, { numeric: "auto" }).format(days, "day");
}

/** `now`, `5 minutes ago`; from a day on as nearDay. */
export function ago(text: string): string {
  const minutes = Math.round((Date.now() - Date.parse(text)) / 60_000);
  const style = new Intl.RelativeTimeFormat(language.value, { numeric: "auto" });
  if (minutes < 1) return style.format(0, "second");
  if (minutes < 60) return style.format(-minutes, "minute");
  if (minutes < 24 * 60) return style.format(-Math.round(minutes / 60), "hour");
  return nearDay(text);
}

export const number = (value: number | string, decimals?: number): string =>
  new Intl.NumberFormat(language.value, {
    maximumFractionDigits: decimals ?? 6,
    minimumFractionDigits: decimals ?? 0,
  }).format(Number(value));

export const money = (value: { amount: string; currency: string }): string =>
  new Intl.NumberFormat(language.value, { style: "currency", currency: value.currency }).format(Number(value.amount));

/** `1.4 MB`; in units of 1,000 bytes. */
export function bytes(count: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length - 1);
  const style = { style: "unit", unit: units[power], unitDisplay: "short", maximumFractionDigits: power > 1 ? 1 : 0 };
  return new Intl.NumberFormat(language.value, style as Intl.NumberFormatOptions).format(count / 1000 ** power);
}

export const country = (code: string): string =>
  new Intl.DisplayNames([language.value], { type: "region" }).of(code) ?? code;

export const languageName = (code: string): string =>
  new Intl.DisplayNames([language.value], { type: "language" }).of(code) ?? code;

/** In the order of the reader's alphabet. */
export const compare = (a: string, b: string): number => a.localeCompare(b, language.value, { numeric: true });
