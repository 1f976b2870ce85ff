import type { Visit } from "./browser.ts";
import type { Planting } from "./planting.ts";
import { SCREENS } from "./screens.ts";
import type { Role } from "./stack.ts";

/** Where hostile texts are to be seen, and which: by the places where they were typed. `then` opens more of a screen,
 * step by step; each step is looked at. */
export type Seen = {
  who: Role;
  path: () => string | Promise<string>;
  shows?: readonly string[];
  then?: (visit: Visit) => AsyncIterable<unknown>;
};

/** What a section of the administration shows of them; the others show what they always show. */
const ADMIN: Record<string, readonly string[]> = {
  users: ["user"],
  teams: ["team"],
  organisation: ["organisation"],
  roles: ["role"],
  profiles: ["profile"],
  "sharing-rules": ["sharing-rule"],
  "launch-links": ["launch"],
  fields: ["labels-field", "stage-field"],
  labels: ["labels-field"],
  "code-tables": ["code-table"],
  "link-types": ["link-type"],
  kinds: ["kind"],
  "mail-templates": ["template"],
};

export function seenBy(planting: Planting): Map<string, Seen> {
  const screens = new Map<string, Seen>();
  for (const { name, who, path } of SCREENS)
    if (who)
      screens.set(name, {
        who,
        path: typeof path === "string" ? () => path : path,
        shows: ADMIN[name.replace(/^admin-/, "")],
      });
  for (const [name, seen] of Object.entries(own(planting))) screens.set(name, seen);
  return screens;
}

function own(planting: Planting): Record<string, Seen> {
  const { mark } = planting;
  const by =
    (who: Role) =>
    (path: () => string, shows: readonly string[] = [], then?: Seen["then"]) => ({
      who,
      path,
      shows,
      then,
    });
  const [manager, administrator, customer] = [by("manager"), by("administrator"), by("customer")];
  const id = (place: string) => planting.id(place);
  return {
    today: manager(() => "/", ["subject 1"]),
    worklist: manager(() => "/worklist", ["subject 1"]),
    relations: manager(() => `/relations?q=${mark}`, ["relation", "relation 1"]),
    contacts: manager(() => `/contacts?q=${mark}`, ["last-name"]),
    addresses: manager(() => `/addresses?q=${mark}`, ["street"]),
    activities: manager(() => `/activities?q=${mark}`, ["subject 1"]),
    documents: manager(() => `/documents?q=${mark}`, ["title"]),
    products: manager(() => `/products?q=${mark}`, ["product"]),
    buildings: manager(() => `/buildings?q=${mark}`, ["building"]),
    "a saved view": manager(() => `/relations?view=${id("view")}`, ["view", "relation", "option"]),
    "a board": manager(() => `/relations?view=${id("board")}`, ["board", "stage"]),
    "a grouped list": manager(() => `/relations?view=${id("groups")}`, ["groups", "stage"]),
    "all that a list is looked at by": manager(
      () => `/relations?view=${id("view")}`,
      ["labels-field", "option"],
      inTurn("Kolommen", "Alle filters…", "Sorteren", "Weergave"),
    ),
    "an activity as it is edited": manager(() => `/activities/${id("activity")}`, ["subject", "kind"], edit),
    "an own field as it is edited": administrator(
      () => "/admin/fields",
      ["labels-field", "labels-help", "option"],
      pressed(() => `Bewerken: ${planting.typed.get("labels-field")}`),
    ),
    "a team as it is edited": administrator(
      () => "/admin/teams",
      ["team", "team-about"],
      pressed(() => `Bewerken: ${planting.typed.get("team")}`),
    ),
    "a saved selection": manager(() => `/relations?selection=${id("selection")}`, ["selection"]),
    relation: manager(() => `/relations/${id("relation")}`, ["relation"], everyTab),
    "who may see a relation": manager(() => `/relations/${id("relation")}`, [], more("Wie mag dit zien")),
    "the history of a relation": manager(() => `/relations/${id("relation")}`, [], more("Historie")),
    "a relation as it is edited": manager(() => `/relations/${id("relation")}`, [], edit),
    route: manager(
      () => `/relations/route?ids=${id("relation")},${id("relation 1")}`,
      ["relation", "relation 1", "function", "channel", "street", "city", "subject 1"],
    ),
    contact: manager(() => `/contacts/${id("contact")}`, ["last-name", "function"], everyTab),
    address: manager(() => `/addresses/${id("address")}`, ["street", "city"], everyTab),
    building: manager(() => `/buildings/${id("building")}`, ["building"], everyTab),
    product: manager(() => `/products/${id("product")}`, ["product"], everyTab),
    activity: manager(() => `/activities/${id("activity")}`, ["subject", "kind", "place"]),
    "an answer": manager(() => `/activities/${id("answer")}`, ["answer", "subject"]),
    document: manager(() => `/documents/${id("document")}`, ["title"]),
    mail: manager(() => `/inbox/${id("mail")}`, ["mail-subject", "sender", "mail-text"]),
    report: manager(() => `/reports/${id("report")}`, ["report", "stage"]),
    notices: manager(() => "/notices", ["subject 1"]),
    merge: administrator(() => `/merge/relation?ids=${id("relation")},${id("relation 1")}`, ["relation"]),
    "clean-up": administrator(() => "/clean-up/duplicates", ["relation", "relation 1"]),
    "clean-up-incomplete": administrator(() => "/clean-up/incomplete"),
    "clean-up-labels": administrator(() => "/clean-up/labels", ["labels-field"]),
    "import-opened": administrator(() => `/import/${id("import")}`, ["column", "cell"], preview),
    colleague: administrator(() => `/colleagues/${id("user")}`, ["user"]),
    "settings-notices": manager(() => "/settings/notices"),
    portal: customer(() => "/", ["launch", "shared-subject", "kind"]),
    "portal-activities": customer(() => "/portal/activities", ["shared-subject", "kind"], everyTab),
    "portal-activity": customer(() => `/portal/activities/${id("shared activity")}`, ["shared-subject", "comment"]),
    "portal-documents": customer(() => "/portal/documents", ["shared-title"]),
    "portal-document": customer(() => `/portal/documents/${id("shared document")}`, ["shared-title"]),
    "portal-relation": customer(() => `/portal/relations/${id("hamerslag")}`),
  };
}

async function* everyTab({ page }: Visit): AsyncIterable<unknown> {
  const tabs = page.getByRole("main").getByRole("tab");
  for (let at = 1; at < (await tabs.count()); at++) yield await tabs.nth(at).click();
}

const more = (what: string) =>
  async function* ({ page }: Visit): AsyncIterable<unknown> {
    yield await page.getByRole("button", { name: "Meer acties" }).first().click();
    yield await page.getByRole("menuitem", { name: what }).click();
  };

const pressed = (name: () => string) =>
  async function* ({ page }: Visit): AsyncIterable<unknown> {
    yield await page.getByRole("button", { name: name() }).first().click();
  };

/** Each is opened, and shut again by Escape. */
const inTurn = (...names: string[]) =>
  async function* ({ page }: Visit): AsyncIterable<unknown> {
    for (const name of names) {
      yield await page.getByRole("button", { name, exact: true }).first().click();
      await page.keyboard.press("Escape");
    }
  };

async function* edit({ page }: Visit): AsyncIterable<unknown> {
  yield await page.getByRole("button", { name: "Bewerken", exact: true }).first().click();
}

async function* preview({ page }: Visit): AsyncIterable<unknown> {
  yield await page.getByRole("button", { name: "Eerste rijen bekijken" }).click();
}
