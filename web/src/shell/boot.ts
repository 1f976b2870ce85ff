import { signal } from "@preact/signals";
import { send } from "@/api/send.ts";
import { beginAnew, type Me, me, renew, settle, standing, take } from "@/api/session.ts";
import { forgetSeen, keepMe, recallMe } from "@/offline/kept.ts";
import { speak } from "@/words/language.ts";
import { wearPreferred } from "./theme.ts";

/** Nobody is known and the API cannot be reached: nothing can be shown but that. */
export const unreachable = signal(false);

/** Who is here? The cookie of the session tells, and without a network what was kept on this device. */
export async function boot(): Promise<void> {
  unreachable.value = false;
  try {
    if (await renew()) return await enter();
    await forgetSeen();
    standing.value = "out";
  } catch {
    const known = await recallMe();
    if (known) begin(known);
    else unreachable.value = true;
  }
}

/** After a sign-in. Who signs in over a screen that somebody else left does not get to see it. */
export async function entered(access: string): Promise<void> {
  const before = me.peek();
  take(access);
  if (!before) return enter();
  const now = await send<Me>("GET", "/v1/me");
  if (now.id !== before.id) return beginAnew();
  begin(now);
  await settle(true);
}

async function enter(): Promise<void> {
  const known = await send<Me>("GET", "/v1/me");
  begin(known);
  await keepMe(known);
}

function begin(known: Me): void {
  me.value = known;
  speak(known.language);
  wearPreferred();
  if (standing.peek() !== "ended") standing.value = "in";
}

export async function signOut(): Promise<void> {
  await send("POST", "/v1/auth/logout").catch(() => undefined);
  await beginAnew();
}

export async function enterTenant(tenant: string): Promise<void> {
  await send("POST", "/v1/auth/switch", { body: { tenant, browser: true } });
  await beginAnew();
}
