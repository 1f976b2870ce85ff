import type { Waiting } from "@/offline/queue.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Activity, Changes } from "./types.ts";

type Named = { id: string; title?: string | null };
type Refs = { links?: Named[]; assignees?: Named[]; participants?: Record<string, Named>[] };

/** What an activity that waits to be sent refers to is kept by its name as well, so that it can be read and amended. */
export const namesIn = ({ links, people, assignees }: Draft): Record<string, string> =>
  Object.fromEntries([...links, ...people, ...assignees].map(({ value, label }) => [value.split("|")[0], label]));

/** An activity that waits, as the composer has it. */
export function draftOfWaiting({ body, names = {} }: Waiting): Draft {
  const { links = [], assignees = [], participants = [] } = body as Refs;
  const named = <T extends Named>(ref: T): T => ({ ...ref, title: names[ref.id] ?? ref.title ?? ref.id });
  const taking = participants.map((each) =>
    Object.fromEntries(Object.entries(each).map(([field, told]) => [field, told?.id ? named(told) : told])),
  );
  return draftOf({
    ...(body as Changes),
    links: links.map(named),
    assignees: assignees.map(named),
    participants: taking,
  } as unknown as Activity);
}
