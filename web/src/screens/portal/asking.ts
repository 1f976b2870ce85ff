import { api, got } from "@/api/client.ts";
import type { components } from "@/api/schema.ts";

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

const here = (id: string) => ({ path: { id } });

export const readActivities = (when: When, relation?: string, cursor?: string | null): Promise<Listed<Activity>> =>
  got(api.GET("/v1/portal/activities", { params: { query: { when, relation, cursor, limit: 25 } } }));

export const readDocuments = (relation?: string, cursor?: string | null): Promise<Listed<Document>> =>
  got(api.GET("/v1/portal/documents", { params: { query: { relation, cursor, limit: 25 } } }));

export const readActivity = (id: string): Promise<Whole> =>
  got(api.GET("/v1/portal/activities/{id}", { params: here(id) }));

export const readDocument = (id: string): Promise<Document> =>
  got(api.GET("/v1/portal/documents/{id}", { params: here(id) }));

export const readRelation = (id: string): Promise<Relation> =>
  got(api.GET("/v1/portal/relations/{id}", { params: here(id) }));

export const complete = (id: string, outcome: string): Promise<Whole> =>
  got(
    api.POST("/v1/portal/activities/{id}/complete", {
      params: here(id),
      body: outcome.trim() ? { outcome: outcome.trim() } : {},
    }),
  );

export const say = (id: string, text: string, key: string): Promise<Comment> =>
  got(
    api.POST("/v1/portal/activities/{id}/comments", {
      params: { ...here(id), header: { "Idempotency-Key": key } },
      body: { text },
    }),
  );

/** The file comes from the store of files, by an address that is good for five minutes. */
export async function download(id: string): Promise<void> {
  const { url } = await got(api.GET("/v1/portal/documents/{id}/download", { params: here(id) }));
  location.assign(url);
}

/** Where a record of the portal is shown. */
export const placeOf = (type: string, id: string): string | null => {
  const plural = { activity: "activities", document: "documents", relation: "relations" }[type];
  return plural ? `/portal/${plural}/${id}` : null;
};

export const readPages = (id: string): Promise<Pages> =>
  got(api.GET("/v1/portal/documents/{id}/pages", { params: here(id) }));
