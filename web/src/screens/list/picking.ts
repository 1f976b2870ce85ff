import { useEffect, useState } from "preact/hooks";

/** Which rows are picked: some one by one, or all that there are (`all`), of which `count` were counted. */
export type Picked = { ids: ReadonlySet<string>; all: { count: number; complete: boolean } | null };
export type Picking = Picked & {
  isPicked: (id: string) => boolean;
  toggle: (id: string) => void;
  /** From the one picked last up to this one. */
  reach: (id: string) => void;
  set: (ids: Iterable<string>) => void;
  everything: (counted: { count: number; complete: boolean }) => void;
  clear: () => void;
};

const NONE: Picked = { ids: new Set(), all: null };

/** `key` is what is listed: another list has nothing picked. */
export function usePicking(key: string, ids: readonly string[]): Picking {
  const [picked, setPicked] = useState<Picked>(NONE);
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => {
    setPicked(NONE);
    setLast(null);
  }, [key]);
  const set = (now: Iterable<string>) => setPicked({ ids: new Set(now), all: null });
  return {
    ...picked,
    isPicked: (id) => picked.all !== null || picked.ids.has(id),
    toggle: (id) => {
      setLast(id);
      set(picked.all ? ids.filter((each) => each !== id) : toggled(picked.ids, id));
    },
    reach: (id) => {
      const [from, to] = [ids.indexOf(last ?? id), ids.indexOf(id)].sort((a, b) => a - b) as [number, number];
      set([...picked.ids, ...ids.slice(Math.max(0, from), to + 1)]);
    },
    set,
    everything: (counted) => setPicked({ ids: new Set(), all: counted }),
    clear: () => setPicked(NONE),
  };
}

function toggled(ids: ReadonlySet<string>, id: string): string[] {
  return ids.has(id) ? [...ids].filter((each) => each !== id) : [...ids, id];
}

export const countOfPicked = (picked: Picked): number => picked.all?.count ?? picked.ids.size;
