import { asked } from "./asking.ts";
import { oneOf, packed } from "./hostile_texts.ts";
import type { Role } from "./stack.ts";

type Made = { id: string };

/** Hostile texts put where people type, so that they can be looked for, and taken away again. */
export class Planting {
  /** In every one of its texts, so that a search finds them and nothing else. */
  readonly mark = `zq${Date.now().toString(36)}`;
  /** What was typed, by the place. */
  readonly typed = new Map<string, string>();
  readonly ids = new Map<string, string>();
  private turn = 0;
  private readonly goneBy: (() => Promise<unknown>)[] = [];

  /** A text for a place that takes `most` signs. */
  text(place: string, most = 200): string {
    const before = `${this.mark} ${place} `;
    const text = before + oneOf(most - before.length, this.turn++);
    this.typed.set(place, text);
    return text;
  }

  /** All hostile texts, for a place that there are many of. */
  texts(place: string, most = 200): string[] {
    const all = packed(most - this.mark.length - place.length - 2).map((each) => `${this.mark} ${place} ${each}`);
    for (const [at, text] of all.entries()) this.typed.set(at ? `${place} ${at}` : place, text);
    return all;
  }

  async make(place: string, path: string, body: object, as: Role = "administrator"): Promise<string> {
    const how = MAY_BE_ALIKE.has(path) ? "?allow_duplicate=hostile+texts" : "";
    const made = await asked<Made>(as, "POST", path + how, body);
    this.ids.set(place, made.id);
    this.afterwards(() => asked(as, "DELETE", `${path}/${made.id}`));
    return made.id;
  }

  id(place: string): string {
    const found = this.ids.get(place);
    if (!found) throw new Error(`There is no ${place}`);
    return found;
  }

  afterwards(undo: () => Promise<unknown>): void {
    this.goneBy.unshift(undo);
  }

  /** One more in a list that is kept as a whole. What may be in use is archived there and never left out, so the key is
   * always the same, and its names are harmless afterwards. */
  async add(path: string, name: string, shown: readonly string[], more: { key: string }, after: object): Promise<void> {
    const keep = async (one: object) => {
      const { data } = await asked<{ data: { key: string }[] }>("administrator", "GET", path);
      const others = data.filter((each) => each.key !== more.key).map((each) => without(each, shown));
      await asked("administrator", "PUT", path, { [name]: [...others, one] });
    };
    this.afterwards(() => keep({ ...more, ...after, archived: true }));
    await keep(more);
  }

  /** The newest first, since one thing stands on another. */
  async uproot(): Promise<void> {
    const wrong: string[] = [];
    for (const undo of this.goneBy) await undo().catch((error: Error) => wrong.push(error.message));
    if (wrong.length) throw new Error(wrong.join("\n"));
  }
}

const MAY_BE_ALIKE = new Set(["/v1/relations", "/v1/contacts"]);

const without = (row: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
