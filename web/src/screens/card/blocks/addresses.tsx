import { optionLabel } from "@/fields/index.ts";
import { usesOf } from "@/fields/reached.ts";
import { inOneLine, mapAt, Outside, type Use } from "@/fields/value_parts.tsx";
import { Button } from "@/shared/button.tsx";
import { copy } from "@/shared/copy.ts";
import { Icon } from "@/shared/icon.tsx";
import { Empty } from "@/shared/page.tsx";
import { country } from "@/words/format.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** Each address with what it is for, where it is on the map, and to be copied as it stands on an envelope. */
export function AddressesBlock() {
  const { record } = useCard();
  const uses = usesOf(record);
  if (uses.length === 0) return <Empty title={w("noAddresses")} />;
  return (
    <ul class="list">
      {uses.map((use) => (
        <li key={use.address.id}>
          <p class="faint small">{use.purposes.map((each) => optionLabel("addresses", each)).join(", ")}</p>
          <a href={`/addresses/${use.address.id}`}>{inOneLine(use.address)}</a>
          {use.address.country && <span class="faint"> · {country(use.address.country)}</span>}
          <p class="row small">
            <Outside href={mapAt(use.address)}>
              <Icon name="place" /> {w("map")}
            </Outside>
            <Button kind="quiet" onClick={() => copy(onEnvelope(use), w("addressCopied"))}>
              {w("copyAddress")}
            </Button>
          </p>
        </li>
      ))}
    </ul>
  );
}

const onEnvelope = (use: Use): string => use.lines?.join("\n") ?? inOneLine(use.address);
