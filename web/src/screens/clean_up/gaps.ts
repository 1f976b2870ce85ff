import { type RecordOf, readRecord } from "@/api/records.ts";

/** What opens to fill in what is missing. */
export type Opened = { type: string; record: RecordOf; fields: string[] };

const CHANNELS = ["email", "phone", "mobile", "website"];
type Use = { address: { id: string }; default_for?: string[]; purposes?: string[] };

/** `email` is filled in under the channels, `postal_address` under the addresses, and `postal_address.city` in the
 * address itself, which others may use too. Without a gap all that is missing is opened. */
export async function openedBy(type: string, record: RecordOf, gap?: string): Promise<Opened> {
  const gaps = gap ? [gap] : ((record.missing as string[] | undefined) ?? []);
  const [name, part] = (gap ?? "").split(".");
  if (name && part && isAddress(name)) {
    const use = usedAs(record, name);
    if (use) return { type: "address", record: await readRecord("addresses", use.address.id), fields: [part] };
  }
  const fields = [...new Set(gaps.map(fieldOf))];
  return { type, record, fields: [...fields, ...beside(type, fields)] };
}

const isAddress = (name: string): boolean => name === "address" || name.endsWith("_address");

function fieldOf(gap: string): string {
  const name = gap.split(".")[0] as string;
  if (CHANNELS.includes(name)) return "channels";
  return isAddress(name) ? "addresses" : name;
}

/** Parts of an address are seldom known alone. */
function beside(type: string, fields: string[]): string[] {
  if (type !== "address") return [];
  return ["street", "number", "postcode", "city", "country"].filter((each) => !fields.includes(each));
}

function usedAs(record: RecordOf, name: string): Use | undefined {
  const uses = (record.addresses as Use[] | undefined) ?? [];
  const purpose = name.replace(/_?address$/, "");
  return uses.find((use) => !purpose || use.default_for?.includes(purpose)) ?? uses[0];
}
