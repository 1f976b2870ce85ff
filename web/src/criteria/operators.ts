import type { Asked } from "./asked.ts";
import type { Condition } from "./tree.ts";
import { op } from "./words.ts";

export type Shape = "one" | "list" | "pair" | "none";
type Operator = { key: string; shape: Shape; suits: (asked: Asked) => boolean };

const any = () => true;
const ordered = ({ kind }: Asked) => kind === "number" || kind === "date" || kind === "datetime";
const isText = ({ kind }: Asked) => kind === "text";
const many = (asked: Asked) => asked.many;
const single = (asked: Asked) => !asked.many;
const isTree = ({ kind, field }: Asked) => kind === "tree" || Boolean(field.options?.some((option) => option.parent));
const hasBands = ({ kind, field }: Asked) => kind === "number" && Boolean(field.bands?.length);
const isYesNo = ({ kind }: Asked) => kind === "boolean";
const both =
  (...tests: ((asked: Asked) => boolean)[]) =>
  (asked: Asked) =>
    tests.every((test) => test(asked));
const not = (test: (asked: Asked) => boolean) => (asked: Asked) => !test(asked);

/** As the API has them, in the order in which they are offered. Of a list `has_any` says what `eq` and `in` would. */
export const OPERATORS: readonly Operator[] = [
  { key: "contains", shape: "one", suits: isText },
  { key: "prefix", shape: "one", suits: isText },
  { key: "eq", shape: "one", suits: single },
  { key: "ne", shape: "one", suits: both(single, not(isYesNo)) },
  { key: "has_any", shape: "list", suits: many },
  { key: "has_all", shape: "list", suits: many },
  { key: "in", shape: "list", suits: both(single, not(isYesNo), not(ordered)) },
  { key: "nin", shape: "list", suits: both(not(isYesNo), not(ordered)) },
  { key: "within", shape: "one", suits: isTree },
  { key: "in_band", shape: "list", suits: hasBands },
  { key: "gte", shape: "one", suits: ordered },
  { key: "gt", shape: "one", suits: ordered },
  { key: "lte", shape: "one", suits: ordered },
  { key: "lt", shape: "one", suits: ordered },
  { key: "between", shape: "pair", suits: ordered },
  { key: "exists", shape: "none", suits: any },
  { key: "missing", shape: "none", suits: any },
];

const SHAPES: Record<string, Shape> = Object.fromEntries(OPERATORS.map((each) => [each.key, each.shape]));

export const shapeOf = (key: string): Shape => SHAPES[key] ?? "one";

/** Those that suit a field, and the one that stands there already. */
export function offered(asked: Asked, present?: string): string[] {
  const keys = OPERATORS.filter((each) => each.suits(asked)).map((each) => each.key);
  return present && SHAPES[present] && !keys.includes(present) ? [present, ...keys] : keys;
}

const OF_TIME: Record<string, string> = { lt: "before", lte: "until", gt: "after", gte: "since" };

export function operatorLabel(key: string, kind: Asked["kind"]): string {
  const timed = kind === "date" || kind === "datetime" ? OF_TIME[key] : undefined;
  return op(timed ?? key);
}

/** Whether a condition can be asked as it stands. */
export function isWhole({ field, op: key, value }: Condition): boolean {
  if (!field || !key) return false;
  const shape = shapeOf(key);
  if (shape === "none") return true;
  if (shape === "pair") return Array.isArray(value) && value.length === 2 && value.every(isGiven);
  if (shape === "list") return Array.isArray(value) && value.length > 0 && value.every(isGiven);
  return isGiven(value);
}

function isGiven(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "object" && value !== null) {
    const told = value as { last?: number; next?: number };
    return Number.isInteger(told.last ?? told.next) && (told.last ?? told.next ?? 0) >= 1;
  }
  return typeof value === "boolean" || (typeof value === "string" && value.trim() !== "");
}

/** What is left of a value when another operator is chosen: as much as fits. */
export function fitted(value: unknown, from: string, to: string): unknown {
  const [before, after] = [shapeOf(from), shapeOf(to)];
  if (before === after) return value;
  const one = Array.isArray(value) ? value[0] : value;
  if (after === "one") return one;
  if (after === "list") return one === undefined ? [] : [one];
  return after === "pair" ? [one] : undefined;
}
