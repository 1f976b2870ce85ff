import { useRef } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { useInAddress } from "@/shell/in_address.ts";
import { idsOf } from "./order.ts";
import { ROUTE, routeOf } from "./way.ts";

/** Of what stands on the route when it is done: by then others may have come or gone. */
export type Change = (ids: readonly string[]) => readonly string[];
type Ids = readonly string[];

/** Who is on the route that is open, and a way to change that. What is undone later is so on the route that it was done
 * on: where another is open by then, or something else, that route opens again. */
export function useOpenRoute(): [Ids, (change: Change) => void] {
  const [told, put] = useInAddress("ids");
  const { route } = useLocation();
  const ids = idsOf(told);
  const open = useRef<{ ids: Ids }>({ ids });
  if (!isSame(open.current.ids, ids)) open.current = { ids };
  const mine = open.current;
  const order = (change: Change) => {
    const wasOpen = isOpen(mine.ids);
    mine.ids = change(mine.ids);
    if (wasOpen) put(mine.ids.join(",") || null);
    else route(routeOf(mine.ids));
  };
  return [ids, order];
}

const isSame = (some: Ids, others: Ids): boolean => some.join() === others.join();

const isOpen = (ids: Ids): boolean =>
  location.pathname.startsWith(ROUTE) && isSame(ids, idsOf(new URLSearchParams(location.search).get("ids")));
