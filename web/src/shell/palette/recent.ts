import { prefer, preferred } from "@/api/preferences.ts";
import { atEnd } from "@/api/session.ts";

/** What was opened last, kept with the user so that it is there on every device. */
export type Recent = { id: string; type: string; title: string; place: string };
const MOST = 8;
const NAME = "recent";
const PAUSE = 4_000;
let timer: ReturnType<typeof setTimeout> | undefined;

atEnd(() => clearTimeout(timer));

export const recent = (): Recent[] => preferred<Recent[]>(NAME, []);

export function opened({ id, type, title, place }: Recent): void {
  const now = [{ id, type, title, place }, ...recent().filter((each) => each.id !== id)].slice(0, MOST);
  clearTimeout(timer);
  timer = setTimeout(() => prefer(NAME, now).catch(() => undefined), PAUSE); // a convenience: the next one tells again
}
