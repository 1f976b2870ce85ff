import { shelveBy } from "@/api/query.ts";
import { atEnd, type Me, me } from "@/api/session.ts";
import { all, clear, drop, get, keepNewest, put } from "./store.ts";

/** What was seen last can be read without a network, on this device, until its user signs out. It is theirs: another tab
 * may still write what it saw when somebody else is here already. */
type Seen = { key: string; user: string; data: unknown; at: number };
type Known = { key: "me"; me: Me; at: number };

const MOST = 60;
const WEEK = 7 * 86_400_000; // a session that nobody uses for so long is over too
const READABLE =
  /^\/v1\/(relations|contacts|addresses|activities|documents|buildings|products|worklist|schema|users|teams|activity-kinds|notices|portal|me)\b/;
const PASSING = /\/(download|preview|pages|dossier-address|reminder-rules)\b|[?&](q|cursor)=/;

export const isKept = (key: string): boolean => READABLE.test(key) && !PASSING.test(key);

export async function keepSeen(key: string, data: unknown): Promise<void> {
  const user = me.peek()?.id;
  if (!user || !isKept(key)) return;
  try {
    await put("seen", { key, user, data, at: Date.now() } as Seen);
    await keepNewest("seen", MOST);
  } catch {
    // no room, a private window, or nothing that can be kept: then it is read with a network only
  }
}

export async function recallSeen(key: string): Promise<unknown> {
  const found = await get<Seen>("seen", key).catch(() => undefined);
  return found && found.user === me.peek()?.id && isFresh(found) ? found.data : undefined;
}

/** Who works here; what somebody else left on this device goes. */
export async function keepMe(mine: Me): Promise<void> {
  try {
    const before = await recallMe();
    if (before && before.id !== mine.id) await forgetSeen();
    for (const each of await all<{ key: string; user: string }>("waiting")) {
      if (each.user !== mine.id) await drop("waiting", each.key);
    }
    await put("who", { key: "me", me: mine, at: Date.now() } as Known);
  } catch {
    // as above
  }
}

/** Null also after a week in which nobody was here with a network: then what was kept goes. */
export async function recallMe(): Promise<Me | null> {
  const known = await get<Known>("who", "me").catch(() => undefined);
  if (known && isFresh(known)) return known.me;
  if (known) await forgetSeen();
  return null;
}

const isFresh = ({ at }: { at: number }): boolean => Date.now() - at < WEEK;

/** A session that is over shows nothing any more; what waits to be sent stays for whoever wrote it. */
export async function forgetSeen(): Promise<void> {
  await Promise.allSettled([clear("seen"), clear("who")]);
}

atEnd(forgetSeen);

shelveBy({ keep: keepSeen, recall: recallSeen });
