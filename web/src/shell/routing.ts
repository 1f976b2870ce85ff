import type { FunctionComponent } from "preact";
import { lazy } from "preact-iso";

type Screen = FunctionComponent<Record<string, string | undefined>>;
type Loaded = Promise<{ default: Screen }>;
export type Place = { path: string; screen: Screen; load: () => Loaded };

/** Every address of the app and the file that draws it, which is loaded when somebody goes there. A screen gets the
 * parts of its path as props. */
const place = (path: string, load: () => Loaded): Place => ({ path, load, screen: lazy(load) as Screen });

export const PLACES: readonly Place[] = [place("/", () => import("@/screens/today/index.tsx"))];

/** Where one goes without a link, such as after something was made. Set by the app when it stands. */
let route: (to: string, replace?: boolean) => void = () => {};

export function routeBy(given: typeof route): void {
  route = given;
}

export function go(to: string, replace = false): void {
  route(to, replace);
}
