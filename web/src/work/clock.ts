import { timeZone } from "@/words/format.ts";

/** Moments as the clock on the wall of a time zone has them, for inputs: `2026-11-23T14:05`. */
export function wallOf(moment: string, zone: string = timeZone()): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(moment));
  return parts.replace(" ", "T");
}

/** The moment in UTC at which the clock of a zone shows this; of an hour that the clock skips, one hour later. */
export function momentOf(wall: string, zone: string = timeZone()): string {
  const meant = Date.parse(`${wall}Z`);
  let found = meant;
  for (let turn = 0; turn < 2; turn += 1) {
    found += meant - Date.parse(`${wallOf(new Date(found).toISOString(), zone)}Z`);
  }
  return new Date(found).toISOString().replace(".000Z", "Z");
}

const MINUTE = 60_000;

export const plusMinutes = (wall: string, minutes: number): string =>
  new Date(Date.parse(`${wall}Z`) + minutes * MINUTE).toISOString().slice(0, 16);

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);

export const minutesBetween = (from: string, until: string): number =>
  Math.round((Date.parse(until) - Date.parse(from)) / MINUTE);

/** Now, at the last five minutes. */
export function wallNow(zone: string = timeZone()): string {
  const wall = wallOf(new Date().toISOString(), zone);
  const minute = Math.floor(Number(wall.slice(14)) / 5) * 5;
  return `${wall.slice(0, 14)}${String(minute).padStart(2, "0")}`;
}

/** The next whole hour. */
export const nextHour = (zone: string = timeZone()): string => `${plusMinutes(wallNow(zone), 60).slice(0, 13)}:00`;

/** The Monday of the week that a day is in. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  return plusDays(day, -weekday);
}

export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export const zones = (): string[] => {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes("UTC") ? known : ["UTC", ...known];
};
