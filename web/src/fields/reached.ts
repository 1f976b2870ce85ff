import type { Channel, Use } from "./value_parts.tsx";

/** By what it is reached first: what is marked as the default, a phone before a mobile. */
export function firstOf(channels: readonly Channel[], kinds: readonly string[]): Channel | undefined {
  const found = channels.filter((each) => kinds.includes(each.kind));
  return found.find((each) => each.default && each.kind === kinds[0]) ?? found.find((each) => each.default) ?? found[0];
}

/** How a contact is reached in its company comes before what is its own. */
export function channelsOf(record: Record<string, unknown>): Channel[] {
  const told = record.reached_by ?? record.channels;
  return Array.isArray(told) ? (told as Channel[]) : [];
}

export function usesOf(record: Record<string, unknown>): Use[] {
  const told = record.located_at ?? record.addresses;
  return Array.isArray(told) ? (told as Use[]) : [];
}
