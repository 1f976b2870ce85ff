import { computed, signal } from "@preact/signals";
import { send } from "@/api/send.ts";
import { atEnd, me } from "@/api/session.ts";

/** How many notices are unread: as `GET /v1/me` told at first, then asked now and then while somebody looks. */
type Count = { unread: number; more: boolean };
const NOW_AND_THEN = 120_000;
const counted = signal<Count | null>(null);

atEnd(() => {
  counted.value = null;
});

export const unread = computed<Count>(() => counted.value ?? me.value?.notices ?? { unread: 0, more: false });

export const unreadText = (): string => (unread.value.more ? "99+" : String(unread.value.unread));

export function lessUnread(by: number): void {
  counted.value = { ...unread.peek(), unread: Math.max(0, unread.peek().unread - by) };
}

export async function countUnread(): Promise<void> {
  counted.value = await send<Count>("GET", "/v1/notices/count");
}

export function keepCounting(): () => void {
  const ask = () => {
    if (document.visibilityState === "visible") countUnread().catch(() => undefined); // the next time will tell
  };
  const timer = setInterval(ask, NOW_AND_THEN);
  return () => clearInterval(timer);
}
