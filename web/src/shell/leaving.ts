import { signal } from "@preact/signals";
import { forgoAll, readWaiting, waiting } from "@/offline/queue.ts";

/** Somebody leaves while changes wait to be sent: they are asked first what is to become of them. */
export type Leaving = { what: "signOut" | "switch"; leave: () => Promise<void> };
export const leaving = signal<Leaving | null>(null);

export async function leaveBy(what: Leaving["what"], way: () => Promise<void>): Promise<void> {
  const leave = async () => {
    leaving.value = null;
    await forgoAll();
    await way();
  };
  await readWaiting().catch(() => undefined); // what another tab has put there too
  if (waiting.peek().length === 0) return leave();
  leaving.value = { what, leave };
}
