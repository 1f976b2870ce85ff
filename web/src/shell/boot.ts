import { signal } from "@preact/signals";
import { ApiProblem, asProblem } from "@/api/problem.ts";
import { send } from "@/api/send.ts";
import { accessToken, beginAnew, type Me, me, renew, settle, standing, take, userOf } from "@/api/session.ts";
import { forgetSeen, keepMe, recallMe } from "@/offline/kept.ts";
import { remember, remembered } from "@/shared/remembered.ts";
import { speak } from "@/words/language.ts";
import { leaveBy } from "./leaving.ts";
import { wearPreferred } from "./theme.ts";

/** Nobody is known and the API cannot be reached: nothing can be shown but that. */
export const unreachable = signal(false);

/** Who is here? The cookie of the session tells, and without a network what was kept on this device. */
export async function boot(): Promise<void> {
  unreachable.value = false;
  try {
    const alive = await renew();
    if (alive && !isLeaving()) return await enter();
    if (alive) await leave();
    remember(LEAVING, null);
    await nobody();
  } catch (error) {
    if (isRefusal(error)) return nobody();
    const known = await recallMe();
    if (known && isWhoAsks(known)) begin(known);
    else unreachable.value = true;
  }
}

async function nobody(): Promise<void> {
  await forgetSeen();
  standing.value = "out";
}

/** Who may not be here any more, such as of an organisation that was closed, sees nothing of what was kept either. */
const isRefusal = (error: unknown): boolean => error instanceof ApiProblem && [401, 403, 404].includes(error.status);

/** Not where the cookie turned out to be of somebody else before the network went. */
function isWhoAsks(known: Me): boolean {
  const token = accessToken();
  return token === null || (userOf(token) ?? known.id) === known.id;
}

/** After a sign-in. Who signs in over a screen that somebody else left does not get to see it. */
export async function entered(access: string): Promise<void> {
  const before = me.peek();
  take(access);
  remember(LEAVING, null); // that was of the session before this one
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

/** What waits to be sent is not lost by that without a word. */
export const signOut = (): Promise<void> => leaveBy("signOut", endSession);

/** All tabs are left. What could not be told for want of a network is told at the next start, before anything else. */
async function endSession(): Promise<void> {
  standing.value = "unknown"; // a session that is over already needs no signing in again for that
  remember(LEAVING, "yes");
  await leave().catch(() => undefined);
  tabs.postMessage("left");
  await beginAnew();
}

const LEAVING = "relata-leaving";
const isLeaving = (): boolean => remembered(LEAVING) !== null;

async function leave(): Promise<void> {
  await send("POST", "/v1/auth/logout").catch((error) => {
    if (asProblem(error).status === 0) throw error;
  });
  remember(LEAVING, null);
}

const tabs = new BroadcastChannel("relata");
tabs.onmessage = () => {
  if (me.peek()) void beginAnew();
};

/** A page that the browser has kept whole, and shows again at Back, is asked anew who is here. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

export const enterTenant = (tenant: string): Promise<void> =>
  leaveBy("switch", async () => {
    await send("POST", "/v1/auth/switch", { body: { tenant, browser: true } });
    tabs.postMessage("left");
    await beginAnew();
  });

/** Whoever does not sign in again over what they were doing leaves nothing of it behind, in no part of the app, but
 * what waits to be sent: that stays on this device for them. */
export async function leaveIt(): Promise<void> {
  await settle(false);
  location.replace("/");
}
