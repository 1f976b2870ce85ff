import { signal } from "@preact/signals";
import { READ, within } from "./patience.ts";
import type { components } from "./schema.d.ts";

/** The session of this tab. The access token lives in memory only; the refresh token is a cookie that no script reads. */
export type Me = components["schemas"]["Me"] & { preferences?: Record<string, unknown> };
export type SignInAnswer = components["schemas"]["SignInAnswer"];
/** `ended`: the session is over while somebody works; they sign in again over what is on the screen. */
export type Standing = "unknown" | "out" | "in" | "ended";

export const standing = signal<Standing>("unknown");
export const me = signal<Me | null>(null);

let token: string | null = null;
let renewing: Promise<boolean> | null = null;
const endings = new Set<() => void | Promise<void>>();

export const accessToken = (): string | null => token;

export function take(access: string): void {
  token = access;
}

/** Asks for a new access token by the cookie; false where there is no session (any more). Throws when offline. */
export function renew(): Promise<boolean> {
  renewing ??= locked(exchange).finally(() => {
    renewing = null;
  });
  return renewing;
}

async function exchange(): Promise<boolean> {
  const answer = await fetch("/v1/auth/refresh", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: "{}",
    signal: within(READ),
  });
  if (answer.ok) {
    token = ((await answer.json()) as SignInAnswer).access_token ?? null;
    if (token && isSomebodyElse(token)) await beginAnew();
    return token !== null;
  }
  if (answer.status >= 500 || answer.status === 429) throw new TypeError(`HTTP ${answer.status}`);
  token = null;
  return false;
}

/** Two tabs renew one after the other, so that neither uses a token that the other has just spent. */
function locked(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? (navigator.locks.request("relata-renew", work) as unknown as Promise<boolean>) : work();
}

/** Another tab signed in as somebody else, or in another organisation: what is shown here is not theirs. */
function isSomebodyElse(access: string): boolean {
  const here = me.peek();
  return here !== null && userOf(access) !== null && userOf(access) !== here.id;
}

/** The user that an access token is of; null where it cannot be read. */
export function userOf(access: string): string | null {
  try {
    const payload = access.split(".")[1]?.replace(/-/g, "+").replace(/_/g, "/") ?? "";
    return (JSON.parse(atob(payload)) as { user?: string }).user ?? null;
  } catch {
    return null;
  }
}

/** Everything of whoever was here is forgotten, and the app starts as if it had just been opened; Back does not lead to
 * what was shown. */
export async function beginAnew(at = "/"): Promise<void> {
  standing.value = "unknown";
  await forgetAll();
  location.replace(at);
}

let asking: { answer: Promise<boolean>; settle: (signedIn: boolean) => void } | null = null;

/** What was asked waits until somebody has signed in again: true then, and false when they leave. */
export function signedInAgain(): Promise<boolean> {
  if (!asking) {
    let settle: (signedIn: boolean) => void = () => {};
    const answer = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    asking = { answer, settle };
    standing.value = "ended";
  }
  return asking.answer;
}

export async function settle(signedIn: boolean): Promise<void> {
  const waiting = asking;
  asking = null;
  if (!signedIn) await forgetAll();
  standing.value = signedIn ? "in" : "out";
  waiting?.settle(signedIn);
}

/** What must be gone when somebody signs out or changes organisation: caches, what is kept offline. */
export function atEnd(forget: () => void | Promise<void>): void {
  endings.add(forget);
}

export async function forgetAll(): Promise<void> {
  token = null;
  me.value = null;
  await Promise.allSettled([...endings].map((forget) => forget()));
}

export function may(right: string): boolean {
  return me.value?.rights.includes(right) ?? false;
}
