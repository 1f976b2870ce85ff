import createClient from "openapi-fetch";
import { problemOf } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";
import { asked, authorized, type Query } from "./send.ts";

export type Schemas = components["schemas"];

/** The API, typed from its own description: `await got(api.GET("/v1/relations/{id}", { params: { path: { id } } }))`.
 * It asks as `send` does: with the token, once per key, again after somebody signed in again; it throws ApiProblem. */
export const api = createClient<paths>({
  fetch: async (request) => {
    const body = (await request.text()) || undefined; // text can be sent again, a stream that was read cannot
    const { method, headers, signal } = request;
    const answer = await authorized(request.url, { method, headers, body, signal });
    if (!answer.ok) throw await problemOf(answer, body && JSON.parse(body));
    return answer;
  },
  querySerializer: (query) => asked(query as Query),
});

/** The body of an answer that was no problem. */
export async function got<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
