import { Badge, type Tone } from "@/shared/badge.tsx";
import { optionLabel } from "./label.ts";

const TONES: Record<string, Tone> = { customer: "good", prospect: "accent", supplier: "accent" };

/** What a record is to the organisation, such as a customer; it may be several things at once. */
export function StatusBadges({ record, type }: { record: Record<string, unknown>; type: string }) {
  const status = Array.isArray(record.status) ? (record.status as string[]) : [];
  return (
    <>
      {status.map((each) => (
        <Badge key={each} tone={TONES[each] ?? "plain"}>
          {optionLabel("status", each, type)}
        </Badge>
      ))}
    </>
  );
}
