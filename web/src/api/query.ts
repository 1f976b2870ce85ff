import { type Signal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "./problem.ts";
import { atEnd } from "./session.ts";

/** What was asked and is kept while the app is open. A key is the address of what it holds, such as
 * `/v1/relations/rel_…/brief`, so that `stale("/v1/relations/rel_…")` makes all that begins with it be asked anew. */
type Kept = {
  key: string;
  state: Signal<State<unknown>>;
  load: Load<unknown> | null;
  asked: number;
  age: number;
  /** How many look at it. */
  seen: number;
  /** What is under way, for whoever asks the same meanwhile. */
  going: Promise<void> | null;
};
type State<T> = { data: T | undefined; problem: ApiProblem | null; loading: boolean };
type Load<T> = (signal: AbortSignal) => Promise<T>;

export type Query<T> = State<T> & { reload: () => Promise<void>; set: (data: T) => void };

const FRESH = 5_000;
const MOST = 200;
const kept = new Map<string, Kept>();

atEnd(() => kept.clear());

/** Where answers are kept for when there is no network. */
type Shelf = { keep: (key: string, data: unknown) => Promise<void>; recall: (key: string) => Promise<unknown> };
let shelf: Shelf | null = null;

export function shelveBy(given: Shelf): void {
  shelf = given;
}

/** All that somebody looks at is asked again, such as when the network is back. */
export const refresh = (): void => stale("");

/** Asks once, shows what is known meanwhile, and asks again where it is older than `fresh` milliseconds. Without a
 * key (null) nothing is asked yet. */
export function useQuery<T>(key: string | null, load: Load<T>, fresh: number = FRESH): Query<T> {
  const [none] = useState(() => signal<State<unknown>>({ data: undefined, problem: null, loading: false }));
  const held = key === null ? null : entry(key);
  useEffect(() => {
    if (key === null || !held) return;
    if (!kept.has(key)) kept.set(key, held); // dropped between the drawing of it and now
    held.load = load as Load<unknown>;
    held.seen += 1;
    if (Date.now() - held.age > fresh) void ask(held);
    return () => {
      held.seen -= 1;
    };
  }, [key, held]);
  const state = (held?.state ?? none).value as State<T>;
  const waiting = held !== null && state.data === undefined && state.problem === null;
  return {
    ...state,
    loading: state.loading || waiting,
    reload: async () => {
      if (held) await ask(held);
    },
    set: (data: T) => {
      if (held) put(held, data);
    },
  };
}

/** For what is asked outside of a component. */
export async function asked<T>(key: string, load: Load<T>, fresh: number = FRESH): Promise<T> {
  const held = entry(key);
  held.load = load as Load<unknown>;
  if (Date.now() - held.age > fresh) await ask(held);
  else if (held.going) await held.going;
  const { data, problem } = held.state.peek() as State<T>;
  if (problem && data === undefined) throw problem;
  return data as T;
}

/** What begins with `prefix` is asked again: at once where somebody looks at it, else when they do. */
export function stale(prefix: string): void {
  for (const [key, held] of [...kept]) {
    if (!key.startsWith(prefix)) continue;
    held.age = 0;
    if (held.seen > 0) void ask(held);
  }
}

/** What begins with `prefix` is asked again by who comes to look at it; who looks at it now knows what was done. */
export function outdated(prefix: string): void {
  for (const [key, held] of kept) if (key.startsWith(prefix) && held.seen === 0) held.age = 0;
}

/** The one that was used last stands last. */
function entry(key: string): Kept {
  const found = kept.get(key) ?? made(key);
  kept.delete(key);
  kept.set(key, found);
  if (kept.size > MOST) dropOldest(found);
  return found;
}

function made(key: string): Kept {
  const state = signal<State<unknown>>({ data: undefined, problem: null, loading: false });
  return { key, state, load: null, asked: 0, age: 0, seen: 0, going: null };
}

/** What is looked at, or under way, is kept whatever else was asked since. */
function dropOldest(besides: Kept): void {
  for (const each of kept.values()) {
    if (each === besides || each.seen > 0 || each.going) continue;
    kept.delete(each.key);
    return;
  }
}

function put(held: Kept, data: unknown): void {
  held.asked += 1;
  held.age = Date.now();
  held.state.value = { data, problem: null, loading: false };
}

function ask(held: Kept): Promise<void> {
  const going = answered(held).finally(() => {
    if (held.going === going) held.going = null;
  });
  held.going = going;
  return going;
}

/** Only the newest question counts: an answer that comes after a later question was asked is dropped. */
async function answered(held: Kept): Promise<void> {
  if (!held.load) return;
  held.asked += 1;
  const mine = held.asked;
  held.age = Date.now();
  held.state.value = { ...held.state.peek(), loading: true };
  try {
    const data = await held.load(new AbortController().signal);
    if (mine !== held.asked) return;
    put(held, data);
    void shelf?.keep(held.key, data);
  } catch (error) {
    const problem = asProblem(error);
    const { data } = held.state.peek();
    const known = data ?? (problem.status === 0 ? await shelf?.recall(held.key) : undefined);
    if (mine !== held.asked) return;
    held.age = 0;
    const shown = problem.status === 0 && known !== undefined ? null : problem; // the shell says that there is no network
    held.state.value = { data: known, problem: shown, loading: false };
  }
}
