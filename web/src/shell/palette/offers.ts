import { screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import type { IconName } from "@/shared/icon.tsx";
import { type Command, commands, creations } from "../commands.ts";
import { opened, type Recent } from "../recent.ts";
import { go } from "../routing.ts";
import { folded, type Hit } from "./finding.ts";

/** One line of the palette, whatever it is. */
export type Offer = {
  key: string;
  name: string;
  /** Of a record. */
  type?: string;
  note: string;
  /** Which of the typed words were met, and in which field. */
  met: readonly { typed: string; field: string }[];
  icon: IconName;
  keys?: string;
  run: () => unknown;
};

export const TYPES = ["relation", "contact", "address", "activity", "document", "building", "product"] as const;
export const ICONS: Record<string, IconName> = {
  relation: "people",
  contact: "person",
  address: "place",
  activity: "task",
  document: "file",
  building: "building",
  product: "tag",
};

export const searchable = (): (typeof TYPES)[number][] => TYPES.filter((type) => may(`${type}.read`));

export const ofHit = (hit: Hit | Recent): Offer => ({
  key: hit.id,
  name: hit.title || hit.id,
  type: hit.type,
  note: hit.place,
  met: "hits" in hit ? hit.hits : [],
  icon: ICONS[hit.type] ?? "file",
  run: () => {
    opened(hit);
    const place = screenOf(hit.id);
    if (place) go(place);
  },
});

const ofCommand = ({ key, name, icon, run, keys }: Command): Offer => ({
  key,
  name,
  note: "",
  met: [],
  icon,
  run,
  ...(keys ? { keys } : {}),
});

/** Those that have all the words typed; without any, those of the screen and what can be made. */
export function offered(text: string, only: "search" | "create"): Offer[] {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const all = only === "create" ? creations() : commands();
  const met = all.filter((each) => {
    const words = folded(each.name).split(/\s+/);
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  });
  return (text || only === "create" ? met.slice(0, 8) : met.slice(0, 5)).map(ofCommand);
}
