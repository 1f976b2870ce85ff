import createClient from "openapi-fetch";
import { problemOf } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";
import { authorized } from "./send.ts";

export type Schemas = components["schemas"];

/** The API, typed from its own description: `await got(api.GET("/v1/relations/{id}", { params: { path: { id } } }))`. */
export const api = createClient<paths>({ fetch: (request: Request) => authorized(request) });

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return undefined;
  },
});

/** The body of an answer that was no problem. */
export async function got<T>(asked: Promise<{ data?: T }>): Promise<T> {
  return (await asked).data as T;
}
