import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, BrowserContext } from "playwright-core";
import { code, nextStep } from "./code.ts";
import { folder, local, type User } from "./stack.ts";

/** A code works once, so a user signs in once and the cookie goes from one browser to the next; each use makes it
 * another one, so it is kept again when a browser closes. */
export async function enter(context: BrowserContext, who: User): Promise<void> {
  if (existsSync(jar(who))) await context.addCookies(JSON.parse(readFileSync(jar(who), "utf8")));
  if (await isIn(context.request)) return;
  await signIn(context.request, who);
}

export async function keep(context: BrowserContext, who: User): Promise<void> {
  const cookies = await context.cookies(`${local.url}/v1/auth`);
  writeFileSync(jar(who), JSON.stringify(cookies));
}

const jar = (who: User) => join(folder, `cookies-${who.email}.json`);

async function isIn(request: APIRequestContext): Promise<boolean> {
  return (await post(request, "refresh", {})).ok();
}

async function signIn(request: APIRequestContext, who: User): Promise<void> {
  const { challenge } = await (await post(request, "login", { email: who.email, password: who.password })).json();
  for (const ahead of [0, 1, 1, 1]) {
    const told = await post(request, "verify", { challenge, code: code(who.totp_secret, ahead), browser: true });
    if (told.ok()) return;
    if (ahead) await nextStep();
  }
  throw new Error(`${who.email} is not let in`);
}

function post(request: APIRequestContext, what: string, data: object) {
  return request.post(`${local.url}/v1/auth/${what}`, { data, headers: { Origin: local.url } });
}
