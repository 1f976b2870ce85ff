import { language } from "@/words/language.ts";
import { mondayOf, plusDays, plusMonths } from "@/work/clock.ts";

export type View = "month" | "week";

/** The days that a view shows around a day: whole weeks, from Monday on. */
export function daysOf(view: View, day: string): string[] {
  const first = mondayOf(view === "month" ? `${day.slice(0, 7)}-01` : day);
  const last = view === "month" ? plusDays(plusMonths(day, 1), -1) : first;
  const weeks = view === "month" ? Math.floor((Date.parse(last) - Date.parse(first)) / (7 * 86_400_000)) + 1 : 1;
  return Array.from({ length: weeks * 7 }, (_, index) => plusDays(first, index));
}

export const step = (view: View, day: string, by: number): string =>
  view === "month" ? plusMonths(day, by) : plusDays(day, by * 7);

const spoken = (style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language.value === "en" ? "en-GB" : language.value, { ...style, timeZone: "UTC" });

/** `November 2026`, or `23 – 29 Nov 2026`. */
export function titleOf(view: View, days: readonly string[], day: string): string {
  if (view === "month") {
    const name = spoken({ month: "long", year: "numeric" }).format(new Date(day));
    return `${name[0]?.toLocaleUpperCase(language.value)}${name.slice(1)}`;
  }
  const [first, last] = [new Date(days[0] as string), new Date(days.at(-1) as string)];
  return spoken({ day: "numeric", month: "short", year: "numeric" }).formatRange(first, last);
}

export const weekday = (day: string): string => spoken({ weekday: "short" }).format(new Date(day));
export const dayNumber = (day: string): string => String(Number(day.slice(8)));
export const hourName = (hour: number): string =>
  spoken({ hour: "2-digit", minute: "2-digit" }).format(new Date(Date.UTC(2024, 0, 1, hour)));
