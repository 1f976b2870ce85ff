/** The ids that an address has, each once. */
export const idsOf = (told: string | null): string[] => [...new Set((told ?? "").split(",").filter(Boolean))];

export const without = (ids: readonly string[], gone: readonly string[]): string[] =>
  ids.filter((each) => !gone.includes(each));

/** Earlier (-1) or later (1) among those that are shown; what is not stays where it is, and so does what is at an end. */
export function moved(ids: readonly string[], shown: readonly string[], id: string, by: -1 | 1): string[] {
  const other = shown[shown.indexOf(id) + by];
  if (!shown.includes(id) || other === undefined) return [...ids];
  const swapped: Record<string, string> = { [id]: other, [other]: id };
  return ids.map((each) => swapped[each] ?? each);
}

/** Where it was, as far as that place is still there. */
export const putBack = (ids: readonly string[], id: string, at: number): string[] => {
  const others = without(ids, [id]);
  return [...others.slice(0, at), id, ...others.slice(at)];
};
