/** One sheet of the relations that somebody visits, in the order of the visits: which types can be on it, and how many. */
export const ROUTED: readonly string[] = ["relation"];
export const MOST_STOPS = 20;

const ID = /^rel_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Whole, too: of an address that was cut short on its way the others are there. */
export const isStop = (id: string): boolean => ID.test(id);

export const ROUTE = "/relations/route";

export const routeOf = (ids: readonly string[]): string => `${ROUTE}?ids=${ids.join(",")}`;
