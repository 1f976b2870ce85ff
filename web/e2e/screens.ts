import { SECTIONS } from "@/screens/admin/sections.ts";
import { asked } from "./asking.ts";
import { opened } from "./screens_opened.ts";
import type { Role } from "./stack.ts";

/** Every screen there is, by a name for its picture. An address may need an id, which is looked up. */
export type Screen = { name: string; who: Role | null; path: string | (() => Promise<string>) };

const found = (q: string, type: string) => async () => {
  const { data } = await asked<{ data: { id: string }[] }>("manager", "GET", `/v1/search?q=${q}&types=${type}`);
  if (!data[0]) throw new Error(`Nothing is found by ${q}`);
  return data[0].id;
};
const card = (plural: string, q: string, type: string) => async () => `/${plural}/${await found(q, type)()}`;

const route = async () => {
  const ids: string[] = [];
  for (const q of ["hamerslag", "claes", "dupont"]) ids.push(await found(q, "relation")());
  return `/relations/route?ids=${ids.join(",")}`;
};

/** `sharingRules` → `sharing-rules`, as addresses have it. */
export const dashed = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const of = (who: Role | null, places: Record<string, Screen["path"]>): Screen[] =>
  Object.entries(places).map(([name, path]) => ({ name, who, path }));

export const SCREENS: readonly Screen[] = [
  ...of(null, { "sign-in": "/", invitation: "/invitation", "password-reset": "/password-reset" }),
  ...of("manager", {
    today: "/",
    worklist: "/worklist",
    calendar: "/calendar",
    relations: "/relations",
    contacts: "/contacts",
    addresses: "/addresses",
    activities: "/activities",
    documents: "/documents",
    products: "/products",
    buildings: "/buildings",
    relation: card("relations", "hamerslag", "relation"),
    contact: card("contacts", "visser+hamerslag+almere", "contact"),
    address: opened.address,
    activity: card("activities", "levertijd", "activity"),
    document: card("documents", "raamcontract", "document"),
    product: opened.product,
    building: opened.building,
    inbox: "/inbox",
    mail: opened.mail,
    reports: "/reports",
    report: opened.report,
    notices: "/notices",
    settings: "/settings",
    "settings-security": "/settings/security",
    "settings-notices": "/settings/notices",
  }),
  ...of("administrator", {
    colleague: opened.colleague,
    "clean-up": "/clean-up",
    "clean-up-incomplete": "/clean-up/incomplete",
    "clean-up-labels": "/clean-up/labels",
    merge: opened.merge,
    import: "/import",
    "import-opened": opened.import,
    jobs: "/jobs",
    job: opened.job,
    admin: "/admin",
    ...Object.fromEntries(SECTIONS.map(({ key }) => [`admin-${dashed(key)}`, `/admin/${dashed(key)}`])),
  }),
  ...of("customer", {
    portal: "/",
    "portal-activities": "/portal/activities",
    "portal-activity": opened.portalActivity,
    "portal-documents": "/portal/documents",
    "portal-document": opened.portalDocument,
    "portal-relation": opened.portalRelation,
    "portal-notices": "/notices",
    "portal-settings": "/settings",
  }),
  ...of("manager", { archived: opened.archived, route }),
];

export const pathOf = async (screen: Screen): Promise<string> =>
  typeof screen.path === "string" ? screen.path : await screen.path();
