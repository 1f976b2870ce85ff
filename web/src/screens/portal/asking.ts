import type { components } from "@/api/schema.ts";
import { send } from "@/api/send.ts";

type Schemas = components["schemas"];
export type Start = Schemas["StartPage"];
export type Activity = Schemas["PortalActivity"];
export type Whole = Schemas["WholeActivity"];
export type Comment = Schemas["PortalComment"];
export type Document = Schemas["PortalDocument"];
export type Relation = Schemas["SeenRelation"];
export type Launch = Schemas["KnownLaunchLink"];
export type Pages = Schemas["PageAddresses"];
export type Listed<T> = { data: T[]; page: { next_cursor: string | null; has_more: boolean } };
export type When = "open" | "upcoming" | null;

const PORTAL = "/v1/portal";

export const readActivities = (when: When, relation?: string, cursor?: string | null): Promise<Listed<Activity>> =>
  send("GET", `${PORTAL}/activities`, { query: { when, relation, cursor, limit: 25 } });

export const readDocuments = (relation?: string, cursor?: string | null): Promise<Listed<Document>> =>
  send("GET", `${PORTAL}/documents`, { query: { relation, cursor, limit: 25 } });

export const read = <T>(what: string, id: string): Promise<T> =>
  send("GET", `${PORTAL}/${what}/${encodeURIComponent(id)}`);

export const complete = (id: string, outcome: string): Promise<Whole> =>
  send("POST", `${PORTAL}/activities/${id}/complete`, { body: outcome.trim() ? { outcome: outcome.trim() } : {} });

export const say = (id: string, text: string, key: string): Promise<Comment> =>
  send("POST", `${PORTAL}/activities/${id}/comments`, { body: { text }, key });

/** The file comes from the store of files, by an address that is good for five minutes. */
export async function download(id: string): Promise<void> {
  const { url } = await send<{ url: string }>("GET", `${PORTAL}/documents/${id}/download`);
  location.assign(url);
}

/** Where a record of the portal is shown. */
export const placeOf = (type: string, id: string): string | null => {
  const plural = { activity: "activities", document: "documents", relation: "relations" }[type];
  return plural ? `${PORTAL.slice(3)}/${plural}/${id}` : null;
};

export const readPages = (id: string): Promise<Pages> => send("GET", `${PORTAL}/documents/${id}/pages`);
