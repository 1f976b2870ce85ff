import type { Schemas } from "@/api/client.ts";

export type BlockKind = Schemas["LayoutBlock"]["kind"];
export type Block = { kind: BlockKind; names?: Record<string, string>; fields?: string[]; record?: string | null };
export type Layout = { of: string; role?: string | null; blocks: Block[] };

export const MOST_BLOCKS = 6;

/** Screens that are made of blocks. */
export const SCREENS = ["start", "relation", "contact", "building", "product", "address", "user"] as const;

const PARTIES = ["relation", "contact"];

/** Where a block may stand; one without a line here may stand on any card. */
const ON: Partial<Record<BlockKind, readonly string[]>> = {
  contacts: ["relation"],
  addresses: [...PARTIES, "building"],
  open_work: PARTIES,
  timeline: PARTIES,
  documents: [...PARTIES, "activity"],
  numbers: PARTIES,
  links: [...PARTIES, "user"],
  report: ["start", ...PARTIES],
  view: ["start", ...PARTIES],
  worklist: ["start"],
  calendar: ["start"],
  notices: ["start"],
  inbox: ["start"],
};

const KINDS: BlockKind[] = [
  "worklist",
  "calendar",
  "notices",
  "inbox",
  "fields",
  "contacts",
  "addresses",
  "open_work",
  "timeline",
  "documents",
  "numbers",
  "links",
  "report",
  "view",
];

export const blocksOn = (of: string): BlockKind[] => KINDS.filter((kind) => ON[kind]?.includes(of) ?? of !== "start");

/** What a screen has where the organisation says nothing. */
export const SHIPPED: Record<string, Block[]> = {
  relation: [{ kind: "contacts" }, { kind: "open_work" }, { kind: "timeline" }, { kind: "documents" }],
  contact: [{ kind: "open_work" }, { kind: "timeline" }, { kind: "documents" }, { kind: "links" }],
  building: [{ kind: "addresses" }],
  start: [{ kind: "worklist" }, { kind: "calendar" }, { kind: "notices" }],
};

/** What was taken from one place and let go at another. */
export function carried<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(to, 0, taken);
  return next;
}
