import { may } from "@/api/session.ts";
import type { IconName } from "@/shared/icon.tsx";
import type { shell } from "./words.ts";

/** The main menu: where one may go, and by which keys. */
export type MenuPlace = {
  path: string;
  icon: IconName;
  name: Parameters<typeof shell>[0];
  /** Where a phone has no room for it. */
  short?: Parameters<typeof shell>[0];
  keys?: string;
  rights?: readonly string[];
};

const WORK: readonly MenuPlace[] = [
  { path: "/", icon: "home", name: "today", keys: "g t" },
  { path: "/calendar", icon: "calendar", name: "calendar", keys: "g k", rights: ["activity.read"] },
  { path: "/activities", icon: "task", name: "activities", keys: "g a", rights: ["activity.read"] },
  { path: "/inbox", icon: "inbox", name: "inbox", keys: "g i", rights: ["activity.file"] },
];

const KEPT: readonly MenuPlace[] = [
  { path: "/relations", icon: "people", name: "relations", keys: "g r", rights: ["relation.read"] },
  {
    path: "/contacts",
    icon: "person",
    name: "contacts",
    short: "contactsShort",
    keys: "g c",
    rights: ["contact.read"],
  },
  { path: "/documents", icon: "file", name: "documents", keys: "g d", rights: ["document.read"] },
  { path: "/addresses", icon: "place", name: "addresses", rights: ["address.read"] },
  { path: "/buildings", icon: "building", name: "buildings", rights: ["building.read"] },
  { path: "/products", icon: "tag", name: "products", rights: ["product.read"] },
];

const CARE: readonly MenuPlace[] = [
  { path: "/reports", icon: "chart", name: "reports", keys: "g p", rights: ["relation.read"] },
  { path: "/clean-up", icon: "merge", name: "cleanUp", keys: "g u", rights: ["duplicate.read"] },
  { path: "/import", icon: "upload", name: "import", rights: ["relation.create", "contact.create"] },
  { path: "/jobs", icon: "clock", name: "jobs", keys: "g j" },
  { path: "/admin", icon: "settings", name: "administration", keys: "g m", rights: ["setting.edit", "user.edit"] },
];

export const GROUPS = [WORK, KEPT, CARE] as const;

/** The four that stand at the foot of a phone. */
export const FOOT: readonly MenuPlace[] = ["/", "/relations", "/contacts", "/calendar"].flatMap((path) =>
  [...WORK, ...KEPT].filter((each) => each.path === path),
);

export const allowed = (each: MenuPlace): boolean => !each.rights || each.rights.some(may);

export const isAt = (each: MenuPlace, path: string): boolean =>
  each.path === "/" ? path === "/" || path === "/worklist" : path === each.path || path.startsWith(`${each.path}/`);
