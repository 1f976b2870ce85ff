import { pluralOf } from "@/api/records.ts";

/** One sheet of the relations that somebody visits, in the order of the visits: which types can be on it, and how many. */
export const ROUTED: readonly string[] = ["relation"];
export const MOST_STOPS = 20;

export const isStop = (id: string): boolean => pluralOf(id) === "relations";

export const routeOf = (ids: readonly string[]): string => `/relations/route?ids=${ids.join(",")}`;
