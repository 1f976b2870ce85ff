import { useEffect, useRef } from "preact/hooks";
import { labelOf } from "@/fields/label.ts";
import { Icon } from "@/shared/icon.tsx";
import { folded } from "./finding.ts";
import { Marked } from "./marked.tsx";
import type { Offer } from "./offers.ts";

type Props = { id: string; offer: Offer; typed: string; chosen: boolean; onRun: () => void };

export function Line({ id, offer, typed, chosen, onRun }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView?.({ block: "nearest" });
  }, [chosen]);
  const words = typed.split(/\s+/).filter(Boolean);
  const elsewhere = offer.met.filter(({ typed: word }) => !shows(offer, word));
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input
    <div
      id={id}
      ref={place}
      class="palette-line"
      role="option"
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Icon name={offer.icon} />
      <span class="palette-name">
        <Marked text={offer.name} typed={words} />
      </span>
      <span class="palette-note faint">
        <span>
          <Marked text={offer.note} typed={words} />
        </span>
        {elsewhere.map((each) => (
          <span key={each.typed} class="palette-met">
            {labelOf(each.field, offer.type)}: <mark>{each.typed}</mark>
          </span>
        ))}
      </span>
      {offer.keys && <kbd>{offer.keys}</kbd>}
    </div>
  );
}

/** Whether a word that was met can be seen on the line already. */
function shows(offer: Offer, word: string): boolean {
  const seen = folded(`${offer.name} ${offer.note}`).split(/[\s\-,.()/]+/);
  return seen.some((each) => each.startsWith(folded(word)));
}
