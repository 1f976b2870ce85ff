import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { ACTIVITIES, forgo, putBack, readWaiting, settle, unsent, type Waiting, waiting } from "./queue.ts";

const LOCK = "relata-waiting";
const PATIENCE = 10_000; // another tab may hold the lock until somebody signs in there
const REMEMBERED = 23 * 3_600_000; // the API knows a key for a day; the last hour is for the way there

let sending: Promise<void> | null = null;

/** Sends what waits, the oldest first, from one tab at a time; stops where there is still no network. */
export function sendWaiting(): Promise<void> {
  sending ??= alone(sendAll).finally(() => {
    sending = null;
  });
  return sending;
}

/** Sent again as its author amended it. Gives it with what is still wrong; null when it was taken. What is refused again
 * is kept as it was amended. */
export async function sendAmended(each: Waiting, amended: Partial<Waiting> = {}): Promise<Waiting | null> {
  const asNew = { sentAs: crypto.randomUUID(), tried: null, refused: undefined, unsure: undefined };
  await putBack({ ...each, ...amended, ...asNew });
  await sendWaiting();
  return waiting.peek().find((one) => one.key === each.key) ?? null;
}

async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  try {
    await navigator.locks.request(LOCK, { signal: AbortSignal.timeout(PATIENCE) }, work);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "TimeoutError")) throw error;
  }
}

/** The store is read before each, as another tab may have dropped or amended what waits. */
async function sendAll(): Promise<void> {
  const tried = new Set<string>();
  let settled = 0;
  for (let each = await next(tried); each; each = await next(tried)) {
    tried.add(keyOf(each));
    const became = await sendOne(each);
    if (became === "unreached") break;
    if (became === "settled") settled += 1;
  }
  if (settled > 0) stale("/v1/");
}

async function next(tried: ReadonlySet<string>): Promise<Waiting | undefined> {
  await readWaiting();
  return unsent.peek().find((each) => !tried.has(keyOf(each)));
}

/** What fails in the API waits for the next time, and holds nothing else up. */
async function sendOne(each: Waiting): Promise<"settled" | "failed" | "unreached"> {
  if (isForgotten(each)) {
    await settle(each, { unsure: true });
    return "failed";
  }
  if (!triedAt(each) && navigator.onLine) await settle(each, { tried: new Date().toISOString() });
  try {
    await send("POST", each.path ?? ACTIVITIES, { body: each.body, key: keyOf(each), ifMatch: each.version });
    await forgo(each);
  } catch (error) {
    const problem = asProblem(error);
    if (isUnreached(problem)) return "unreached";
    if (isPassing(problem)) return "failed";
    await settle(each, { refused: { status: problem.status, problem: problem.body } });
  }
  return "settled";
}

const keyOf = (each: Waiting): string => each.sentAs ?? each.key;

const triedAt = ({ tried, at }: Waiting): string | null => (tried === undefined ? at : tried);

/** What has a version cannot happen twice: the second is refused as of an older one. */
function isForgotten(each: Waiting): boolean {
  const at = triedAt(each);
  return each.version === undefined && at !== null && Date.now() - Date.parse(at) > REMEMBERED;
}

const isUnreached = ({ status }: ApiProblem): boolean => status === 0 || status === 401 || status === 429;

const isPassing = ({ status, code }: ApiProblem): boolean => status >= 500 || code === "busy";
