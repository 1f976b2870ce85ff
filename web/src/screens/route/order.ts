/** The ids that an address has, each once. */
export const idsOf = (told: string | null): string[] => [...new Set((told ?? "").split(",").filter(Boolean))];

export const without = (ids: readonly string[], gone: readonly string[]): string[] =>
  ids.filter((each) => !gone.includes(each));

/** Earlier (-1) or later (1); what stands at an end stays there. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const others = without(ids, [id]);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
