import type { FunctionComponent } from "preact";
import { exec } from "preact-iso/router";

// biome-ignore lint/suspicious/noExplicitAny: each screen declares which parts of its path it takes
type Screen = FunctionComponent<any>;
type Loaded = { default: unknown };

/** An address of the app and the file that draws it, which is loaded when somebody goes there. A screen gets the parts
 * of its path as props. */
export type Place = { path: string; load: () => Promise<Loaded>; screen: Screen | null };
export type At = { place: Place; ids: Record<string, string> };

const place = (path: string, load: () => Promise<Loaded>): Place => ({ path, load, screen: null });

/** Places of colleagues; the first that meets an address counts. */
export const PLACES: readonly Place[] = [
  place("/", () => import("@/screens/today/index.tsx")),
  place("/worklist", () => import("@/screens/today/index.tsx")),
  ...["relations", "contacts", "addresses", "activities", "documents", "buildings", "products", "list/:type"].map(
    (each) => place(`/${each}`, () => import("@/screens/list/index.tsx")),
  ),
  place("/relations/route", () => import("@/screens/route/index.tsx")), // before the card, which would take it for an id
  place("/relations/:id", () => import("@/screens/card/relation.tsx")),
  place("/contacts/:id", () => import("@/screens/card/contact.tsx")),
  place("/addresses/:id", () => import("@/screens/card/address.tsx")),
  place("/buildings/:id", () => import("@/screens/card/building.tsx")),
  place("/products/:id", () => import("@/screens/card/product.tsx")),
  place("/users/:id", () => import("@/screens/card/colleague.tsx")),
  place("/colleagues/:id", () => import("@/screens/card/colleague.tsx")),
  place("/documents/:id", () => import("@/screens/document/index.tsx")),
  place("/activities/:id", () => import("@/screens/activity/index.tsx")),
  place("/calendar", () => import("@/screens/calendar/index.tsx")),
  place("/inbox/:id?", () => import("@/screens/inbox/index.tsx")),
  place("/clean-up/:tab?", () => import("@/screens/clean_up/index.tsx")),
  place("/merge/:type", () => import("@/screens/merge/index.tsx")),
  place("/import/:id?", () => import("@/screens/import_file/index.tsx")),
  place("/reports/:id?", () => import("@/screens/reports/index.tsx")),
  place("/jobs/:id?", () => import("@/screens/jobs/index.tsx")),
  place("/admin/:section?", () => import("@/screens/admin/index.tsx")),
  place("/notices", () => import("@/screens/notices/index.tsx")),
  place("/settings/:section?", () => import("@/screens/account/index.tsx")),
];

/** Places of people from outside. */
export const PORTAL: readonly Place[] = [
  place("/", () => import("@/screens/portal/index.tsx")),
  place("/portal/activities", () => import("@/screens/portal/activities.tsx")),
  place("/portal/activities/:id", () => import("@/screens/portal/activity.tsx")),
  place("/portal/documents", () => import("@/screens/portal/documents.tsx")),
  place("/portal/documents/:id", () => import("@/screens/portal/document.tsx")),
  place("/portal/relations/:id", () => import("@/screens/portal/relation.tsx")),
  place("/notices", () => import("@/screens/notices/index.tsx")),
  place("/settings/:section?", () => import("@/screens/account/index.tsx")),
];

export function meet(path: string, places: readonly Place[]): At | null {
  for (const each of places) {
    const met = exec(path, each.path, { params: {} } as never) as { params: Record<string, string> } | undefined;
    if (met) return { place: each, ids: met.params };
  }
  return null;
}

/** Loads what draws a place; again after it failed. */
export async function open(at: Place): Promise<Screen> {
  at.screen ??= (await at.load()).default as Screen;
  return at.screen;
}

/** Where one goes without a link, such as after something was made. Set by the app when it stands. */
let route: (to: string, replace?: boolean) => void = () => {};

export function routeBy(given: typeof route): void {
  route = given;
}

export function go(to: string, replace = false): void {
  route(to, replace);
}
