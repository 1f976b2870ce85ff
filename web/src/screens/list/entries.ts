import { useState } from "preact/hooks";
import type { RecordOf } from "@/api/records.ts";
import type { Group, Groups } from "./groups.ts";

/** What stands in a table, line by line: records, and where they are grouped the heads of the groups. */
export type Entry =
  | { id: string; kind: "row"; row: RecordOf }
  | { id: string; kind: "group"; group: Group; open: boolean; toggle: () => void }
  | { id: string; kind: "more"; group: Group; more: () => void };

export const entriesOf = (rows: readonly RecordOf[]): Entry[] => rows.map((row) => ({ id: row.id, kind: "row", row }));

/** The groups that have anything, opened as long as nobody shut them; those that must be asked for are shut at first. */
export function useGrouped({ groups, whole, load }: Groups, key: string): Entry[] {
  const [turned, setTurned] = useState<Record<string, boolean>>({});
  const isOpen = (group: Group) => turned[`${key} ${group.key}`] ?? (!whole.hasMore && group.rows.length > 0);
  const toggle = (group: Group) => {
    const open = isOpen(group);
    setTurned({ ...turned, [`${key} ${group.key}`]: !open });
    if (!open && group.hasMore) load(group.key);
  };
  return groups.filter(isWorthIt).flatMap((group) => {
    const open = isOpen(group);
    const head: Entry = { id: `group ${group.key}`, kind: "group", group, open, toggle: () => toggle(group) };
    if (!open) return [head];
    // a record with several values stands in several groups
    const rows = group.rows.map((row): Entry => ({ id: `${group.key} ${row.id}`, kind: "row", row }));
    const more: Entry[] = group.hasMore
      ? [{ id: `more ${group.key}`, kind: "more", group, more: () => load(group.key) }]
      : [];
    return [head, ...rows, ...more];
  });
}

const isWorthIt = (group: Group): boolean => group.rows.length > 0 || group.count === null || group.count > 0;
