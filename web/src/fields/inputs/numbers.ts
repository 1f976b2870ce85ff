import { language } from "@/words/language.ts";

/** The signs between whole and parts, and between thousands, as the reader's language has them. */
function signs(): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(language.value).formatToParts(1_234_567.5);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: sign("decimal"), group: sign("group") };
}

/** `1.250,50`, `1 250,50` and `1250.50` → `1250.50`. A point or comma that stands alone is what the reader's language
 * makes of it: `1.250` is 1250 in Dutch, and 1.25 in English; `1.5` is 1.5 everywhere. */
export function plainOf(typed: string): string {
  const bare = typed.replaceAll(/[\s\u00a0\u202f'’]/g, "");
  const comma = bare.lastIndexOf(",");
  const point = bare.lastIndexOf(".");
  if (comma >= 0 && point >= 0)
    return comma > point ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "");
  const sign = comma >= 0 ? "," : ".";
  const { group } = signs();
  const isGrouped = sign === group && /^-?[1-9]\d{0,2}([.,]\d{3})+$/.test(bare);
  return isGrouped ? bare.replaceAll(sign, "") : bare.replace(",", ".");
}

/** A number or amount of the API as it is typed in the reader's language. */
export function typedOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "number" || /^-?\d+\.\d+$/.test(String(value))
    ? String(value).replace(".", signs().decimal)
    : String(value);
}
