import { optionLabel } from "@/fields/index.ts";
import { channelsOf, usesOf } from "@/fields/reached.ts";
import { inOneLine } from "@/fields/value_parts.tsx";
import { useMedia } from "@/shared/media.ts";
import { ActivityLine } from "@/work/line.tsx";
import { isParty, useCard } from "./card.ts";
import { w } from "./words.ts";

/** What is pressed or opened on a screen is written out where it is printed: numbers, mail addresses and places. */
export function ReachOnPaper() {
  const { record, type } = useCard();
  const printed = useMedia("print");
  if (!printed || !isParty(type)) return null;
  const lines = [
    ...channelsOf(record).map((each) => [each.label || optionLabel("channels", each.kind), each.value]),
    ...usesOf(record).map((use) => [
      use.purposes.map((each) => optionLabel("addresses", each)).join(", "),
      inOneLine(use.address),
    ]),
  ];
  if (lines.length === 0) return null;
  return (
    <dl class="facts">
      {lines.map(([name, value]) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What happened last, for who takes the card along: the timeline itself has no end. */
export function TouchesOnPaper() {
  const { record, whole } = useCard();
  const printed = useMedia("print");
  if (!printed || !whole.touches?.length) return null;
  return (
    <section class="panel">
      <h2>{w("timeline")}</h2>
      <ul class="list">
        {whole.touches.map((row) => (
          <li key={row.id}>
            <ActivityLine row={row} without={[record.id]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
