import { labelOf } from "@/fields/index.ts";

/** In which order a column sorts, where it does. */
const ORDERS: Record<string, string> = {
  display_name: "name",
  last_touch: "last_touch_at",
  starts_at: "at",
};

export function sortOf(field: string, sorts: readonly string[]): string | null {
  const order = ORDERS[field] ?? field;
  return sorts.includes(order) ? order : null;
}

export const orderName = (sort: string, type: string): string =>
  labelOf(sort === "at" ? "starts_at" : sort.replace(/^-/, ""), type);
