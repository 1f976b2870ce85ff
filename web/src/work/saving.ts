import { ApiProblem } from "@/api/problem.ts";
import { changeRecord, createRecord } from "@/api/records.ts";
import { problemOf, putAside, type Waiting } from "@/offline/queue.ts";
import { sendAmended } from "@/offline/sending.ts";
import { say } from "@/shared/toast.tsx";
import { c } from "./composer_words.ts";
import { changed } from "./doing.ts";
import type { Activity, Changes } from "./types.ts";

type Attempt = { key: string; tried: string | null };

/** Sends what was written once: a body that is sent again after a lost answer goes with the key that it had. */
export class Sender {
  private attempts = new Map<string, Attempt>();

  /** The activity that was made; null where there is no network, so that it waits to be sent, with what the records that
   * it refers to are called. With files it does not wait: those are not kept on the device. */
  async make(body: Changes, names: Record<string, string> = {}, withFiles = false): Promise<Activity | null> {
    const attempt = this.attemptOf(body);
    try {
      const made = (await createRecord("activities", body, { key: attempt.key })) as unknown as Activity;
      changed(made);
      return made;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 0 || withFiles) throw error;
      if (!(await isPutAside(attempt, body, names))) throw error;
      say(c("queued"));
      return null;
    }
  }

  private attemptOf(body: Changes): Attempt {
    const text = JSON.stringify(body);
    const attempt = this.attempts.get(text) ?? { key: crypto.randomUUID(), tried: null };
    if (navigator.onLine) attempt.tried ??= new Date().toISOString(); // else it surely reaches nobody
    this.attempts.set(text, attempt);
    return attempt;
  }
}

/** Some browsers keep nothing on the device, such as in a private window. */
const isPutAside = ({ key, tried }: Attempt, body: Changes, names: Record<string, string>): Promise<boolean> =>
  putAside(key, body, { names, tried }).then(
    () => true,
    () => false,
  );

/** What was refused goes again as it was amended, or waits on; throws what is still wrong with it. */
export async function amend(each: Waiting, body: Changes, names: Record<string, string>): Promise<void> {
  const still = await sendAmended(each, { body, names });
  const problem = still && problemOf(still);
  if (problem) throw problem;
  say(still ? c("queued") : c("saved", { subject: String(body.subject ?? "") }));
}

export async function change(activity: Activity, changes: Changes, version = activity.version): Promise<Activity> {
  const made = (await changeRecord("activities", activity.id, changes, version)) as unknown as Activity;
  changed(activity);
  changed(made);
  return made;
}
