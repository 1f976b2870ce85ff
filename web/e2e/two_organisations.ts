import { vi } from "vitest";
import { code } from "./code.ts";
import { local } from "./stack.ts";

export type Member = { email: string; password: string; totp_secret: string; organisations: Organisation[] };
export type Organisation = { id: string; name: string };

const PASSWORD = "three green bicycles downhill";
const LINK = /\/invitation#([A-Za-z0-9_-]+)/;

/** Somebody who works in two organisations that were just made; and a token of the first. */
export async function memberOfTwo(): Promise<{ member: Member; token: string }> {
  const email = `els.${Date.now()}@demo.relata.example`;
  const first = await organisation("Fietsen", email);
  const { challenge } = await accepted(await invitation(email, 1));
  const { secret } = await post<{ secret: string }>("auth/enroll", { challenge });
  const answer = await post<{ access_token: string }>("auth/enroll/confirm", { challenge, code: code(secret, -1) });
  const second = await organisation("Bakkers", email);
  await accepted(await invitation(email, 2));
  const member = { email, password: PASSWORD, totp_secret: secret, organisations: [first, second] };
  return { member, token: answer.access_token };
}

async function organisation(called: string, email: string): Promise<Organisation> {
  const name = `${called} ${Date.now()}`;
  const administrator = { email, name: "Els Timmer" };
  const { tenant } = await post<{ tenant: string }>("tenants", { name, country: "NL", language: "nl", administrator });
  return { id: tenant, name };
}

const accepted = (token: string): Promise<{ challenge: string }> =>
  post("auth/invitations/accept", { token, password: PASSWORD });

/** The token in their newest mail, when there are so many. */
async function invitation(email: string, count: number): Promise<string> {
  const newest = async (): Promise<string | false> => {
    const told = (await (await fetch(local.outbox_url)).json()) as Outbox;
    const mails = Object.values(told.messages).flat();
    const theirs = mails.filter((each) => each.To.some((to) => to.includes(email)));
    const tokens = theirs.flatMap((each) => LINK.exec(each.BodyText)?.[1] ?? []);
    return tokens.length === count && (tokens.at(-1) as string);
  };
  return vi.waitUntil(newest, { timeout: 60_000, interval: 300 });
}
type Outbox = { messages: Record<string, { To: string[]; BodyText: string }[]> };

export async function post<T>(what: string, body: object, token = ""): Promise<T> {
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(`${local.url}/v1/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${what}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
