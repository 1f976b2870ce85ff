/** What a bundler tells of a module: who imports it without waiting. */
type Info = { importers: readonly string[]; isEntry: boolean } | null;
type Context = { getModuleInfo: (id: string) => Info };

/** Names the file of what the page needs at once: all that the entry reaches without a dynamic import. One file for all
 * of it: a dozen small ones wait for each other on a slow line. */
export function atOnce(name: string): (id: string, context: Context) => string | null {
  const known = new Map<string, boolean>();
  return (id, context) => {
    let reached = known.get(id);
    if (reached === undefined) {
      reached = isReached(id, context);
      known.set(id, reached);
    }
    return reached ? name : null;
  };
}

/** Walks from a module to those that import it, until one of them is the entry. */
function isReached(id: string, context: Context): boolean {
  const seen = new Set([id]);
  for (const each of seen) {
    const info = context.getModuleInfo(each);
    if (info?.isEntry) return true;
    for (const importer of info?.importers ?? []) seen.add(importer);
  }
  return false;
}
