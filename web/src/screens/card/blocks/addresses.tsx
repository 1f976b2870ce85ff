import { optionLabel } from "@/fields/index.ts";
import { mapOf } from "@/fields/links.ts";
import { inOneLine, Outside, type Use } from "@/fields/value_parts.tsx";
import { Button } from "@/shared/button.tsx";
import { copy } from "@/shared/copy.ts";
import { Icon } from "@/shared/icon.tsx";
import { Empty } from "@/shared/page.tsx";
import { country } from "@/words/format.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Coordinates = { latitude: number; longitude: number };

/** Each address with what it is for, where it is on the map, and to be copied as it stands on an envelope. */
export function AddressesBlock() {
  const { record } = useCard();
  const uses = (Array.isArray(record.located_at) ? record.located_at : (record.addresses ?? [])) as Use[];
  if (uses.length === 0) return <Empty title={w("noAddresses")} />;
  return (
    <ul class="list">
      {uses.map((use) => (
        <li key={use.address.id}>
          <p class="faint small">{use.purposes.map((each) => optionLabel("addresses", each)).join(", ")}</p>
          <a href={`/addresses/${use.address.id}`}>{inOneLine(use.address)}</a>
          {use.address.country && <span class="faint"> · {country(use.address.country)}</span>}
          <p class="row small">
            <Outside href={mapAt(use)}>
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

export function mapAt(use: { address: Use["address"] & { coordinates?: Coordinates | null } }): string {
  const at = use.address.coordinates;
  if (!at) return mapOf(inOneLine(use.address));
  const { latitude, longitude } = at;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}

const onEnvelope = (use: Use): string => use.lines?.join("\n") ?? inOneLine(use.address);
