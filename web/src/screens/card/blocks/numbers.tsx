import { optionLabel } from "@/fields/index.ts";
import { channelsOf } from "@/fields/reached.ts";
import { type Channel, Reached } from "@/fields/value_parts.tsx";
import { Badge } from "@/shared/badge.tsx";
import { Empty } from "@/shared/page.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

const HOW: Record<Channel["kind"], "url" | "email" | "phone"> = {
  phone: "phone",
  mobile: "phone",
  fax: "phone",
  email: "email",
  website: "url",
};

/** Every way to reach them; of what a contact has from elsewhere it is said from whom. */
export function NumbersBlock() {
  const { record } = useCard();
  const channels = channelsOf(record);
  if (channels.length === 0) return <Empty title={w("noNumbers")} />;
  return (
    <dl class="facts">
      {channels.map((each) => (
        <div key={`${each.kind} ${each.value}`}>
          <dt>{each.label || optionLabel("channels", each.kind)}</dt>
          <dd>
            {each.kind === "fax" ? each.value : <Reached kind={HOW[each.kind]} value={each.value} />}{" "}
            {each.source === "company" && <Badge>{w("ofCompany")}</Badge>}
            {each.source === "person" && <Badge>{w("ofPerson")}</Badge>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
