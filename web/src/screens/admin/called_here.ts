import type { RecordOf } from "@/api/records.ts";
import { roleName } from "@/shared/role_name.ts";
import { r } from "./rights_words.ts";

/** What the form of a role or a profile tells with its name: lists show one that came with Relata in the reader's language,
 * as long as it has the name that it came with. */
export const calledHere =
  (record: RecordOf | undefined) =>
  (field: string, value: unknown): string | null => {
    if (!record || field !== "name" || typeof value !== "string") return null;
    const name = roleName(record.id, value);
    return name === value ? null : r("calledHere", { name });
  };
