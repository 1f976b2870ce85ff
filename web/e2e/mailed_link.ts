import { vi } from "vitest";
import { local } from "./stack.ts";

type Outbox = { messages: Record<string, { To: string[]; BodyText: string }[]> };

/** The token in somebody's newest mail that opens this page, when there are so many; a worker sends them in its own
 * time. */
export async function mailedToken(email: string, page: string, count = 1): Promise<string> {
  const link = new RegExp(`/${page}#([\\w.-]+)`);
  const newest = async (): Promise<string | false> => {
    const told = (await (await fetch(local.outbox_url)).json()) as Outbox;
    const mails = Object.values(told.messages).flat();
    const theirs = mails.filter((each) => each.To.some((to) => to.includes(email)));
    const tokens = theirs.flatMap((each) => link.exec(each.BodyText)?.[1] ?? []);
    return tokens.length === count && (tokens.at(-1) as string);
  };
  return vi.waitUntil(newest, { timeout: 60_000, interval: 300 });
}
