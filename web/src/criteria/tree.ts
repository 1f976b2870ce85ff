/** Criteria as the API takes them, and as they are put together: groups of conditions, of which some are not whole yet. */
export type Relative = { last: number; unit: Unit } | { next: number; unit: Unit };
export type Unit = "days" | "weeks" | "months" | "years";
export type Condition = { field: string; op: string; value?: unknown };
export type Criteria = { all: Criteria[] } | { any: Criteria[] } | { not: Criteria } | Condition;

export type Join = "all" | "any" | "none" | "notAll";
export type Group = { join: Join; items: Item[] };
export type Item = Group | Condition;

export const MOST_CONDITIONS = 25;
export const MOST_LEVELS = 4;
const PLAIN: Partial<Record<Join, "all" | "any">> = { all: "all", any: "any" };

export const isGroup = (item: Item): item is Group => "items" in item;
export const isCondition = (criteria: Criteria): criteria is Condition => "field" in criteria;

/** What stands on top is always a group. */
export function groupOf(criteria: Criteria | null | undefined): Group {
  if (!criteria || Object.keys(criteria).length === 0) return { join: "all", items: [] };
  const item = read(criteria);
  return isGroup(item) ? item : { join: "all", items: [item] };
}

function read(criteria: Criteria): Item {
  if (isCondition(criteria)) return { ...criteria };
  if ("all" in criteria) return { join: "all", items: criteria.all.map(read) };
  if ("any" in criteria) return { join: "any", items: criteria.any.map(read) };
  return opposite(read(criteria.not));
}

const OPPOSITES: Record<Join, Join> = { all: "notAll", any: "none", none: "any", notAll: "all" };

function opposite(item: Item): Group {
  return isGroup(item) ? { ...item, join: OPPOSITES[item.join] } : { join: "none", items: [item] };
}

/** What is whole of it, as the API takes it; null where nothing is. */
export function written(group: Group, isWhole: (condition: Condition) => boolean): Criteria | null {
  const parts = group.items.flatMap((item) => {
    if (isGroup(item)) return written(item, isWhole) ?? [];
    return isWhole(item) ? [item] : [];
  });
  if (parts.length === 0) return null;
  const plain = PLAIN[group.join];
  if (plain) return plain === "all" ? { all: parts } : { any: parts };
  return { not: group.join === "none" ? { any: parts } : { all: parts } };
}

export function count(group: Group): number {
  return group.items.reduce((sum, item) => sum + (isGroup(item) ? count(item) : 1), 0);
}

/** How many levels of the API a group takes: one that is denied takes two. */
export const levelsOf = (join: Join): number => (PLAIN[join] ? 1 : 2);

/** The levels that are taken from a group down. */
export function depth(group: Group): number {
  const below = group.items.filter(isGroup).map(depth);
  return levelsOf(group.join) + Math.max(0, ...below);
}
