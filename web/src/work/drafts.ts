import { atEnd, me } from "@/api/session.ts";

const MOST = 20;

/** What was typed and neither saved nor thrown away, by where it was begun; in memory only, and gone at sign-out. */
export class Drafts<T> {
  readonly #kept = new Map<string, T>();

  constructor() {
    atEnd(() => this.#kept.clear());
  }

  kept(place: string): T | null {
    return this.#kept.get(place) ?? null;
  }

  keep(place: string, draft: T): void {
    if (me.peek() === null) return; // the form closes because somebody signed out: the next one is not to find it
    this.#kept.delete(place);
    this.#kept.set(place, draft);
    if (this.#kept.size > MOST) this.#kept.delete(this.#kept.keys().next().value as string);
  }

  drop(place: string): void {
    this.#kept.delete(place);
  }
}
