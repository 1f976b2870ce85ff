import type { Schemas } from "@/api/client.ts";

export type BlockKind = Schemas["LayoutBlock"]["kind"];
export type Block = { kind: BlockKind; names?: Record<string, string>; fields?: string[]; record?: string | null };
export type Layout = { of: string; role?: string | null; blocks: Block[] };

/** What layouts are made of, as the API tells it. */
export type Making = Pick<Schemas["AllLayouts"], "kinds" | "shipped" | "most">;

/** Screens that this client makes of blocks. */
export const SCREENS = ["start", "relation", "contact", "building", "product", "address", "user"] as const;

/** What may stand on a screen; what says nothing of that may on any card. */
export const blocksOn = ({ kinds }: Making, of: string): BlockKind[] =>
  kinds.filter(({ on }) => (on.length ? on.includes(of) : of !== "start")).map(({ kind }) => kind as BlockKind);

/** What a screen has where the organisation says nothing. */
export const shippedOn = ({ shipped }: Making, of: string): Block[] =>
  (shipped.find((each) => each.of === of)?.blocks ?? []) as Block[];

/** What was taken from one place and let go at another. */
export function carried<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(to, 0, taken);
  return next;
}
