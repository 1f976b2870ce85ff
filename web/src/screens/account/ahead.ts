import { n } from "./notice_words.ts";

/** How long before, as ISO 8601 durations that are offered. */
export const AHEADS: readonly string[] = [
  "PT0M",
  "PT15M",
  "PT30M",
  "PT1H",
  "PT2H",
  "P1D",
  "P2D",
  "P7D",
  "P14D",
  "P30D",
];

/** `PT15M` → "15 minutes"; one that is put together otherwise as it is. */
export function aheadText(ahead: string): string {
  const met = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(ahead);
  if (!met) return ahead;
  const [days, hours, minutes] = met.slice(1).map((part) => Number(part ?? 0));
  const told = [
    days && n("days", { n: days }),
    hours && n("hours", { n: hours }),
    minutes && n("minutes", { n: minutes }),
  ];
  return told.filter(Boolean).join(" ") || n("atOnce");
}
