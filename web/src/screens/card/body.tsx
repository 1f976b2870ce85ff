import { may } from "@/api/session.ts";
import { DropZone } from "@/documents/index.ts";
import type { Schema } from "@/fields/index.ts";
import { useMedia } from "@/shared/media.ts";
import { Skeleton } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { named } from "@/words/words.ts";
import { NarrowBlock } from "./blocks/block.tsx";
import { type CardType, isOfPerson, useCard } from "./card.ts";
import { TabBody } from "./tabs/tab.tsx";
import { w } from "./words.ts";

const NARROW = "(max-width: 960px)";
export type Block = { kind: string; names?: Record<string, string>; fields?: string[]; record?: string | null };
type Shown = { key: string; label: string; block?: Block; count?: number | null };
type Props = {
  tab: string | null;
  onTab: (tab: string | null) => void;
  onDrop: (files: File[]) => void;
  /** Whether it is known how the organisation lays it out, or that this cannot be known. */
  isLaidOut: boolean;
};

/** What the API ships stands in the schema; these are for what it lays out for nobody. */
const plain = (...kinds: string[]): Block[] => kinds.map((kind) => ({ kind }));
const fields = (...names: string[]): Block => ({ kind: "fields", fields: names });
const OTHERWISE: Record<CardType, Block[]> = {
  relation: plain("contacts", "open_work", "timeline", "documents"),
  contact: plain("numbers", "open_work", "timeline", "documents"),
  address: [
    ...plain("used_by", "timeline", "documents"),
    fields("street", "number", "addition", "extra", "postcode", "city", "region", "country", "coordinates"),
  ],
  building: [
    ...plain("addresses", "parties"),
    fields("number", "kind", "parent", "built_in", "floor_area", "plot_area"),
    ...plain("documents"),
  ],
  product: [
    ...plain("supplies", "documents"),
    fields("number", "kind", "unit", "price", "discontinued", "description"),
  ],
};
const WIDE = ["timeline", "documents", "report", "view", "used_by", "supplies"];
/** What no layout can name belongs to every card of its type. */
const OWN = ["used_by", "supplies", "parties"];
const CALLED = {
  contacts: "contacts",
  addresses: "addresses",
  open_work: "openWork",
  timeline: "timeline",
  documents: "documents",
  numbers: "numbers",
  links: "links",
  fields: "details",
  report: "report",
  view: "view",
  used_by: "usedBy",
  supplies: "supplies",
  parties: "parties",
} as const;

/** Beside what happens stand the short blocks, in the order in which the organisation laid them out; on a narrow screen
 * they are the first tab. */
export function Body({ tab, onTab, onDrop, isLaidOut }: Props) {
  const card = useCard();
  const narrow = useMedia(NARROW);
  const blocks = laidOut(card.type, card.schema);
  const beside = blocks.filter((each) => !WIDE.includes(each.kind));
  const tabs: Shown[] = [
    ...(narrow && beside.length > 0 ? [{ key: "overview", label: w("overview") }] : []),
    ...blocks.filter((each) => WIDE.includes(each.kind)).map(tabOf),
    ...more(card.type, card.record, blocks, tab),
  ];
  // figures and rows of what is saved are asked for when somebody comes to them, and not with the card
  const first = tabs.find((each) => !each.block?.record) ?? tabs[0];
  const asked = tabs.find((each) => each.key === tab);
  const chosen = asked ?? first;
  const waits = tab !== null && !asked && !isLaidOut; // it may be one that the organisation put there
  const side = beside.map((each, at) => <NarrowBlock key={`${each.kind} ${at}`} block={each} title={titleOf(each)} />);
  const main = (
    <div class="card-main">
      <Tabs
        label={card.title}
        tabs={tabs.map(({ key, label, count }) => ({ key, label, count }))}
        chosen={chosen?.key ?? ""}
        onChoose={(key) => onTab(key === first?.key ? null : key)}
      >
        {waits ? (
          <Skeleton lines={6} />
        ) : chosen?.key === "overview" ? (
          <div class="card-side">{side}</div>
        ) : (
          chosen && <TabBody tab={chosen.key} block={chosen.block} />
        )}
      </Tabs>
    </div>
  );
  const whole = (
    <div class={narrow || beside.length === 0 ? "card-body one" : "card-body"}>
      {main}
      {!narrow && beside.length > 0 && (
        <aside class="card-side" aria-label={w("overview")}>
          {side}
        </aside>
      )}
    </div>
  );
  if (!may("document.create") || card.record.archived_at) return whole;
  return (
    <DropZone onFiles={onDrop} label={w("dropOnCard", { title: card.title })}>
      {whole}
    </DropZone>
  );
}

function laidOut(type: CardType, schema: Schema | undefined): Block[] {
  const told = (schema as (Schema & { blocks?: Block[] }) | undefined)?.blocks;
  if (!told?.length) return OTHERWISE[type];
  const own = OTHERWISE[type].filter((each) => OWN.includes(each.kind));
  return [...told, ...own.filter((each) => !told.some((one) => one.kind === each.kind))];
}

function titleOf(block: Block): string {
  const known = CALLED[block.kind as keyof typeof CALLED];
  return named(block.names, known ? w(known) : block.kind);
}

function tabOf(block: Block): Shown {
  const key = block.record ? `${block.kind} ${block.record}` : block.kind;
  return { key, label: titleOf(block), block };
}

/** What is not laid out is there all the same; what is seldom wanted comes from the menu. */
function more(type: CardType, record: Record<string, unknown>, blocks: Block[], chosen: string | null): Shown[] {
  const has = (kind: string) => blocks.some((each) => each.kind === kind);
  const party = type === "relation" || type === "contact";
  const tab = (key: string, label: string, wanted: boolean) => (wanted ? [{ key, label }] : []);
  return [
    ...tab("timeline", w("timeline"), party && !has("timeline") && may("activity.read")),
    ...tab("documents", w("documents"), !has("documents") && may("document.read")),
    ...tab("details", w("details"), true),
    ...tab("links", w("links"), party && may("connection.read")),
    ...tab("parts", w("parts"), type === "building"),
    ...tab(
      "supplies",
      w("supplies"),
      type === "relation" && (supplies(record) || (chosen === "supplies" && may("supply.read"))),
    ),
    ...tab("outsiders", w("outsiders"), type === "relation"),
    ...tab("consents", w("consents"), isOfPerson(type, record) && chosen === "consents" && may("consent.read")),
    ...tab("history", w("history"), chosen === "history"),
  ];
}

export const supplies = (record: Record<string, unknown>): boolean =>
  may("supply.read") && Array.isArray(record.status) && record.status.includes("supplier");
