import { labelOf } from "@/fields/index.ts";
import { Menu } from "@/shared/menu.tsx";
import { useCard } from "./card.ts";
import { w } from "./words.ts";

const CHANNELS = new Set(["phone", "mobile", "email", "website", "fax"]);

/** The field in which what is missing is filled in. */
export function fieldOfMissing(name: string): string {
  const bare = name.split(".")[0] ?? name;
  if (CHANNELS.has(bare)) return "channels";
  return bare === "address" || bare.endsWith("_address") ? "addresses" : bare;
}

/** How complete it is; what is missing opens where it is filled in. */
export function Completeness() {
  const { record, type, can, open } = useCard();
  const score = record.completeness;
  if (typeof score !== "number") return null;
  const missing = Array.isArray(record.missing) ? (record.missing as string[]) : [];
  const label = w("complete", { score });
  if (missing.length === 0 || !can("edit")) {
    return score < 100 ? <span class="badge">{label}</span> : null;
  }
  return (
    <Menu
      label={w("whatIsMissing")}
      text={label}
      icon={score < 60 ? "warning" : "task"}
      items={missing.map((name) => ({
        label: w("fillIn", { field: labelOf(name, type) }),
        icon: "edit",
        run: () => open({ what: "edit", fields: [fieldOfMissing(name)] }),
      }))}
    />
  );
}
