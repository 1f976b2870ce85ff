import { c } from "./composer_words.ts";

const NAMES = {
  kind: "kind",
  subject: "subject",
  text: "text",
  direction: "direction",
  number: "number",
  starts_at: "starts",
  ends_at: "ends",
  date: "day",
  time_zone: "zone",
  place: "place",
  participants: "people",
  links: "links",
  assignees: "assignees",
  due_on: "due",
  due_at: "due",
  term: "term",
  recurrence: "repeat",
  priority: "priority",
  visibility: "visibility",
  outcome: "outcome",
  parent: "parent",
} as const satisfies Record<string, Parameters<typeof c>[0]>;

/** A field of an activity as the composer calls it, such as of a fault: `links[0].id`. */
export function fieldName(field: string): string {
  const [name = ""] = field.split(/[.[]/);
  return name in NAMES ? c(NAMES[name as keyof typeof NAMES]) : name.replaceAll("_", " ");
}
