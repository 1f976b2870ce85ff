import { colleaguesOf, recordsOf } from "@/shared/finding.ts";
import type { Choice } from "@/shared/picker.tsx";

const MOST_COLLEAGUES = 5;

/** Colleagues by their names, and who or what else is found by its words: one request for each pause. */
export function findWith(...types: string[]) {
  const others = recordsOf(...types);
  const ours = colleaguesOf();
  return async (text: string, signal: AbortSignal): Promise<Choice[]> => {
    const [known, found] = await Promise.all([ours(text).catch(() => []), others(text, signal)]);
    const first = known.slice(0, MOST_COLLEAGUES);
    return [...first, ...found.filter((each) => !first.some((one) => one.value === each.value))];
  };
}

export const findPeople = findWith("contact", "relation");
export const findAnything = findWith();

export const isPerson = (id: string): boolean => /^(usr|con)_/.test(id);
