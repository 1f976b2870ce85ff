import { ApiProblem } from "@/api/problem.ts";
import { changeRecord, createRecord } from "@/api/records.ts";
import { putAside } from "@/offline/queue.ts";
import { say } from "@/shared/toast.tsx";
import { c } from "./composer_words.ts";
import { changed } from "./doing.ts";
import type { Activity, Changes } from "./types.ts";

/** Sends what was written once: a body that is sent again after a lost answer goes with the key that it had. */
export class Sender {
  private keys = new Map<string, string>();

  /** The activity that was made; null where there is no network, so that it waits to be sent. */
  async make(body: Changes): Promise<Activity | null> {
    const key = this.keyOf(body);
    try {
      const made = (await createRecord("activities", body, { key })) as unknown as Activity;
      changed(made);
      return made;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 0) throw error;
      if (!(await isPutAside(key, body))) throw error;
      say(c("queued"));
      return null;
    }
  }

  private keyOf(body: Changes): string {
    const text = JSON.stringify(body);
    const key = this.keys.get(text) ?? crypto.randomUUID();
    this.keys.set(text, key);
    return key;
  }
}

/** Some browsers keep nothing on the device, such as in a private window. */
const isPutAside = (key: string, body: Changes): Promise<boolean> =>
  putAside(key, body).then(
    () => true,
    () => false,
  );

export async function change(activity: Activity, changes: Changes, version = activity.version): Promise<Activity> {
  const made = (await changeRecord("activities", activity.id, changes, version)) as unknown as Activity;
  changed(activity);
  changed(made);
  return made;
}
