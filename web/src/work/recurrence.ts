import { longDay } from "@/words/format.ts";
import { language } from "@/words/language.ts";
import { words } from "@/words/words.ts";

const w = words({
  never: ["Does not repeat", "Herhaalt niet", "Wiederholt sich nicht", "Ne se répète pas", "Не повторяется"],
  daily: ["Every day", "Elke dag", "Jeden Tag", "Tous les jours", "Каждый день"],
  weekdays: ["Every working day", "Elke werkdag", "An jedem Werktag", "Chaque jour ouvré", "По рабочим дням"],
  weekly: ["Every week", "Elke week", "Jede Woche", "Toutes les semaines", "Каждую неделю"],
  fortnightly: [
    "Every two weeks",
    "Elke twee weken",
    "Alle zwei Wochen",
    "Toutes les deux semaines",
    "Раз в две недели",
  ],
  monthly: ["Every month", "Elke maand", "Jeden Monat", "Tous les mois", "Каждый месяц"],
  quarterly: ["Every three months", "Elk kwartaal", "Alle drei Monate", "Tous les trois mois", "Раз в три месяца"],
  yearly: ["Every year", "Elk jaar", "Jedes Jahr", "Tous les ans", "Каждый год"],
  own: ["As it was set", "Zoals ingesteld", "Wie eingestellt", "Comme défini", "Как задано"],
  on: ["{rule} on {days}", "{rule} op {days}", "{rule} am {days}", "{rule}, {days}", "{rule}: {days}"],
  until: [
    "{rule}, until {day}",
    "{rule}, tot {day}",
    "{rule}, bis {day}",
    "{rule}, jusqu’au {day}",
    "{rule}, до {day}",
  ],
  times: [
    "{rule}, {n#time|times}",
    "{rule}, {n#keer|keer}",
    "{rule}, {n#Mal|Mal}",
    "{rule}, {n#fois|fois}",
    "{rule}, {n#раз|раза|раз}",
  ],
});

export const RULES = {
  daily: "FREQ=DAILY",
  weekdays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  weekly: "FREQ=WEEKLY",
  fortnightly: "FREQ=WEEKLY;INTERVAL=2",
  monthly: "FREQ=MONTHLY",
  quarterly: "FREQ=MONTHLY;INTERVAL=3",
  yearly: "FREQ=YEARLY",
} as const;

const NAMES = Object.keys(RULES) as (keyof typeof RULES)[];
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const A_MONDAY = Date.UTC(2024, 0, 1);

/** For a SelectField; a rule that is none of these is offered as it is. */
export function ruleChoices(now: string): { value: string; label: string }[] {
  const listed = [
    { value: "", label: w("never") },
    ...NAMES.map((name) => ({ value: RULES[name] as string, label: w(name) })),
  ];
  return listed.some((each) => each.value === now) ? listed : [...listed, { value: now, label: describeRule(now) }];
}

/** `Every two weeks on Monday and Thursday, until 1 March`. */
export function describeRule(rule: string): string {
  const parts = Object.fromEntries(
    rule
      .replace(/^RRULE:/, "")
      .split(";")
      .map((each) => each.split("=")),
  );
  const { BYDAY, UNTIL, COUNT, FREQ, INTERVAL, ...beyond } = parts as Record<string, string>;
  const found = NAMES.find((name) => RULES[name] === rule);
  const every = `FREQ=${FREQ}${INTERVAL && INTERVAL !== "1" ? `;INTERVAL=${INTERVAL}` : ""}`;
  const base = found ?? NAMES.find((name) => RULES[name] === every);
  const others = Object.keys(beyond).some((name) => !["WKST", "BYMONTHDAY", "BYMONTH"].includes(name));
  let told = base && !others ? w(base) : w("own");
  if (BYDAY && !found) told = w("on", { rule: told, days: daysOf(BYDAY) });
  if (UNTIL)
    told = w("until", { rule: told, day: longDay(`${UNTIL.slice(0, 4)}-${UNTIL.slice(4, 6)}-${UNTIL.slice(6, 8)}`) });
  if (COUNT) told = w("times", { rule: told, n: Number(COUNT) });
  return told;
}

function daysOf(told: string): string {
  const names = told.split(",").map((each) => {
    const at = DAYS.indexOf(each.slice(-2));
    const style = { weekday: "long", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(language.value, style).format(A_MONDAY + Math.max(at, 0) * 86_400_000);
  });
  return new Intl.ListFormat(language.value, { type: "conjunction" }).format(names);
}
