import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { asProblem } from "@/api/problem.ts";
import { type Query, useQuery } from "@/api/query.ts";
import { type RecordOf, readRecord } from "@/api/records.ts";
import type { Schema } from "@/fields/index.ts";

export type CardType = "relation" | "contact" | "address" | "building" | "product";
type Row = Schemas["ActivityRow"];

/** All that a card shows at once. What the API does not tell of a type is left out, and asked for where it is shown. */
export type Whole = {
  record: RecordOf;
  contacts?: Schemas["BriefContact"][];
  openTasks?: Row[];
  next?: Row[];
  /** What happened last, the latest first. */
  touches?: Row[];
  counts?: { contacts?: number; open_tasks?: number; documents?: number };
  following?: boolean;
  duplicates?: number;
};

export const PLURALS = {
  relation: "relations",
  contact: "contacts",
  address: "addresses",
  building: "buildings",
  product: "products",
} as const satisfies Record<CardType, string>;
export type Plural = (typeof PLURALS)[CardType];
type Party = "relation" | "contact";

export const isParty = (type: CardType): type is Party => type === "relation" || type === "contact";

/** Whether it is somebody, or more than one: of a company nobody agreed to anything. */
export const isOfPerson = (type: CardType, record: Record<string, unknown>): boolean =>
  type === "contact" || (type === "relation" && record.kind !== "company");

export function useWhole(type: CardType, id: string): Query<Whole> {
  const plain = `/v1/${PLURALS[type]}/${id}`;
  return useQuery(isParty(type) ? `${plain}/brief` : plain, () => wholeOf(type, id));
}

async function wholeOf(type: CardType, id: string): Promise<Whole> {
  const plural = PLURALS[type];
  if (!isParty(type)) return { record: await readRecord(plural, id) };
  try {
    return await briefOf(type, id);
  } catch (error) {
    if (asProblem(error).status !== 404) throw error;
    // what became one with another is found by its own address alone, which leads on to the one that stayed
    return { record: await readRecord(plural, id) };
  }
}

async function briefOf(type: Party, id: string): Promise<Whole> {
  const params = { path: { id } };
  if (type === "relation") {
    const { relation, contacts, ...brief } = await got(api.GET("/v1/relations/{id}/brief", { params }));
    return { ...told(brief), record: relation, contacts };
  }
  const { contact, ...brief } = await got(api.GET("/v1/contacts/{id}/brief", { params }));
  return { ...told(brief), record: contact };
}

type Told = Pick<
  Schemas["Brief"] | Schemas["ContactBrief"],
  "open_tasks" | "next" | "last_touches" | "counts" | "following" | "duplicates"
>;

const told = (brief: Told): Omit<Whole, "record"> => ({
  openTasks: brief.open_tasks,
  next: brief.next,
  touches: brief.last_touches,
  counts: brief.counts,
  following: brief.following,
  duplicates: brief.duplicates ?? undefined,
});

/** What can be added or changed in a dialog over the card. */
export type Open =
  | { what: "edit"; fields?: string[] }
  | {
      what:
        | "contact"
        | "link"
        | "supply"
        | "files"
        | "duplicates"
        | "hand_over"
        | "invite"
        | "access"
        | "selection"
        | "mail"
        | "person"
        | "forget";
    }
  | { what: "activity"; kind: string };

export type Card = {
  type: CardType;
  plural: Plural;
  record: RecordOf;
  whole: Whole;
  schema: Schema | undefined;
  title: string;
  /** What may be done with it, such as `edit`: by the schema of its type, and not once it is archived. */
  can: (action: string) => boolean;
  open: (open: Open) => void;
  show: (tab: string) => void;
  onSaved: (record: RecordOf) => void;
  reload: () => Promise<void>;
};

export const CardContext = createContext<Card | null>(null);

export function useCard(): Card {
  const card = useContext(CardContext);
  if (!card) throw new Error("not on a card");
  return card;
}

export function nameOf(type: CardType, record: RecordOf): string {
  const told = type === "address" ? record.title : (record.display_name ?? record.name);
  return typeof told === "string" && told ? told : record.id;
}
