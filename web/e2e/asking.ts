import { during } from "./browser.ts";
import { local, type Role } from "./stack.ts";

const tokens = new Map<Role, string>();

/** What the API answers somebody, such as an id that a story needs, or a record that it begins with. */
export async function asked<T>(as: Role, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(local.url + path, {
    method,
    headers: { Authorization: `Bearer ${await token(as)}`, "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** An access token of a session that a browser keeps. */
async function token(as: Role): Promise<string> {
  const known = tokens.get(as);
  if (known) return known;
  let given = "";
  await during(as, {}, async ({ context }) => {
    const told = await context.request.post(`${local.url}/v1/auth/refresh`, {
      data: {},
      headers: { Origin: local.url },
    });
    given = ((await told.json()) as { access_token: string }).access_token;
  });
  tokens.set(as, given);
  return given;
}
