import { code } from "./code.ts";
import { mailedToken } from "./mailed_link.ts";
import { local } from "./stack.ts";

export type Member = { email: string; password: string; totp_secret: string; organisations: Organisation[] };
export type Organisation = { id: string; name: string };

const PASSWORD = "three green bicycles downhill";

/** Somebody who works in two organisations that were just made; and a token of the first. */
export async function memberOfTwo(): Promise<{ member: Member; token: string }> {
  const email = `els.${Date.now()}@demo.relata.example`;
  const first = await organisation("Fietsen", email);
  const { challenge } = await accepted(await mailedToken(email, "invitation"));
  const { secret, token } = await enrolled(challenge);
  const second = await organisation("Bakkers", email);
  await accepted(await mailedToken(email, "invitation", 2));
  const member = { email, password: PASSWORD, totp_secret: secret, organisations: [first, second] };
  return { member, token };
}

/** Makes the second factor, by the code of the step before: that of the present step is left to sign in with. A step may
 * end just then, so it is tried once more. */
export async function enrolled(challenge: string): Promise<{ secret: string; token: string }> {
  const { secret } = await post<{ secret: string }>("auth/enroll", { challenge });
  const confirm = () => post<{ access_token: string }>("auth/enroll/confirm", { challenge, code: code(secret, -1) });
  const { access_token } = await confirm().catch(confirm);
  return { secret, token: access_token };
}

async function organisation(called: string, email: string): Promise<Organisation> {
  const name = `${called} ${Date.now()}`;
  const administrator = { email, name: "Els Timmer" };
  const { tenant } = await post<{ tenant: string }>("tenants", { name, country: "NL", language: "nl", administrator });
  return { id: tenant, name };
}

const accepted = (token: string): Promise<{ challenge: string }> =>
  post("auth/invitations/accept", { token, password: PASSWORD });

export async function post<T>(what: string, body: object, token = ""): Promise<T> {
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${local.url}/v1/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${what}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
