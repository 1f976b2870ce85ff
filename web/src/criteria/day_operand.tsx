import { SelectField, TextField } from "@/shared/field.tsx";
import type { Relative, Unit } from "./tree.ts";
import { w } from "./words.ts";

const TODAY = "@today";
const UNITS: Unit[] = ["days", "weeks", "months", "years"];
const WAYS = ["day", "today", "last", "next"] as const;
type Way = (typeof WAYS)[number];

function wayOf(value: unknown): Way {
  if (value === TODAY) return "today";
  if (typeof value === "object" && value !== null) return "last" in value ? "last" : "next";
  return "day";
}

/** A day: one of the calendar, today, or so many days, weeks, months or years from now, each day anew. */
export function DayOperand({
  label,
  value,
  onValue,
}: {
  label: string;
  value: unknown;
  onValue: (value: unknown) => void;
}) {
  const way = wayOf(value);
  const relative = value as Relative;
  const amount = way === "last" || way === "next" ? ("last" in relative ? relative.last : relative.next) : 1;
  const unit = way === "last" || way === "next" ? relative.unit : "months";
  const make = (chosen: Way, many: number, of: Unit) => {
    if (chosen === "today") return onValue(TODAY);
    if (chosen === "day") return onValue(undefined);
    return onValue(chosen === "last" ? { last: many, unit: of } : { next: many, unit: of });
  };
  return (
    <div class="operand-day">
      <SelectField
        label={`${label}: ${w("which")}`}
        hideLabel
        options={WAYS.map((each) => ({ value: each, label: w(each) }))}
        value={way}
        onValue={(chosen) => make(chosen as Way, amount || 1, unit)}
      />
      {way === "day" && (
        <TextField
          label={label}
          hideLabel
          type="date"
          value={typeof value === "string" ? value.slice(0, 10) : ""}
          onValue={(day) => onValue(day || undefined)}
        />
      )}
      {(way === "last" || way === "next") && (
        <>
          <TextField
            label={w("howMany")}
            hideLabel
            type="number"
            min={1}
            max={1000}
            value={amount ? String(amount) : ""}
            onValue={(typed) => make(way, Math.trunc(Number(typed)), unit)}
          />
          <SelectField
            label={w("unit")}
            hideLabel
            options={UNITS.map((each) => ({ value: each, label: w(each) }))}
            value={unit}
            onValue={(chosen) => make(way, amount, chosen as Unit)}
          />
        </>
      )}
    </div>
  );
}
