import { asked } from "./asking.ts";
import type { Role } from "./stack.ts";

/** Every screen there is, by a name for its picture. An address may need an id, which is looked up. */
export type Screen = { name: string; who: Role | null; path: string | (() => Promise<string>) };

const found = (q: string, type: string) => async () => {
  const { data } = await asked<{ data: { id: string }[] }>("manager", "GET", `/v1/search?q=${q}&types=${type}`);
  if (!data[0]) throw new Error(`Nothing is found by ${q}`);
  return data[0].id;
};
const card = (plural: string, q: string, type: string) => async () => `/${plural}/${await found(q, type)()}`;

export const SCREENS: readonly Screen[] = [
  { name: "sign-in", who: null, path: "/" },
  { name: "today", who: "manager", path: "/" },
  { name: "calendar", who: "manager", path: "/calendar" },
  { name: "relations", who: "manager", path: "/relations" },
  { name: "contacts", who: "manager", path: "/contacts" },
  { name: "activities", who: "manager", path: "/activities" },
  { name: "documents", who: "manager", path: "/documents" },
  { name: "products", who: "manager", path: "/products" },
  { name: "relation", who: "manager", path: card("relations", "hamerslag", "relation") },
  { name: "contact", who: "manager", path: card("contacts", "visser+hamerslag", "contact") },
  { name: "inbox", who: "manager", path: "/inbox" },
  { name: "clean-up", who: "administrator", path: "/clean-up" },
  { name: "import", who: "administrator", path: "/import" },
  { name: "jobs", who: "administrator", path: "/jobs" },
  { name: "reports", who: "manager", path: "/reports" },
  { name: "admin", who: "administrator", path: "/admin" },
  { name: "admin-users", who: "administrator", path: "/admin/users" },
  { name: "admin-fields", who: "administrator", path: "/admin/fields" },
  { name: "notices", who: "manager", path: "/notices" },
  { name: "settings", who: "manager", path: "/settings" },
  { name: "portal", who: "customer", path: "/" },
  { name: "portal-activities", who: "customer", path: "/portal/activities" },
  { name: "portal-documents", who: "customer", path: "/portal/documents" },
];

export const pathOf = async (screen: Screen): Promise<string> =>
  typeof screen.path === "string" ? screen.path : await screen.path();
