import { effect } from "@preact/signals";
import { READ, within } from "@/api/patience.ts";
import { refresh } from "@/api/query.ts";
import { heard } from "@/api/send.ts";
import { me } from "@/api/session.ts";
import { workerAddress } from "@/shared/trusted.ts";
import { offline } from "./network.ts";
import { readWaiting, unsent } from "./queue.ts";
import { sendWaiting } from "./sending.ts";

const TRY_AGAIN = 15_000;
const PING = "/v1/.well-known/jwks.json";

/** Watches the network: what waits is sent, and what is shown is asked again, when it is back. */
export function register(): void {
  heard((reached) => {
    if (offline.peek() === reached) offline.value = !reached;
  });
  addEventListener("online", () => void back());
  setInterval(() => {
    if (navigator.onLine && (offline.peek() || unsent.peek().length > 0)) void back();
  }, TRY_AGAIN);
  effect(() => {
    if (me.value) void readWaiting().then(sendIfAny, () => undefined);
  });
  effect(() => {
    if (!offline.value && me.peek()) refresh();
  });
  if ("serviceWorker" in navigator && import.meta.env.PROD) {
    navigator.serviceWorker.register(workerAddress()).catch(reportError);
  }
}

async function back(): Promise<void> {
  if (await isReachable()) {
    offline.value = false;
    await sendIfAny();
  }
}

async function sendIfAny(): Promise<void> {
  if (unsent.peek().length > 0 && !offline.peek()) await sendWaiting();
}

/** Any answer of the API counts, also a refusal. */
async function isReachable(): Promise<boolean> {
  try {
    return (await fetch(PING, { cache: "no-store", signal: within(READ) })).status < 500;
  } catch {
    return false;
  }
}
