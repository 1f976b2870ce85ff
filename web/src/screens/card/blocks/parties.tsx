import { optionLabel } from "@/fields/index.ts";
import { type Party, To } from "@/fields/value_parts.tsx";
import { Empty } from "@/shared/page.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** Who owns, lets, manages or uses a building. */
export function PartiesBlock() {
  const { record } = useCard();
  const parties = (record.parties ?? []) as Party[];
  if (parties.length === 0) return <Empty title={w("noParties")} />;
  return (
    <dl class="facts">
      {parties.map((each) => (
        <div key={`${each.party.id} ${each.role}`}>
          <dt>{optionLabel("parties", each.role, "building")}</dt>
          <dd>
            <To link={each.party} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
