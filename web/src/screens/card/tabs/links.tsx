import { Connections, NetworkPicture } from "@/network/index.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";
import { GroupTab } from "./group.tsx";

/** What it is connected with: in a picture, and as a list in which links are added and ended. */
export function LinksTab() {
  const { record, open, can } = useCard();
  return (
    <div class="stack loose">
      <Connections id={record.id} onAdd={can("edit") || can("read") ? () => open({ what: "link" }) : undefined} />
      {record.kind === "company" && record.type === "relation" && (
        <section class="stack">
          <h2>{w("group")}</h2>
          <GroupTab />
        </section>
      )}
      <NetworkPicture id={record.id} heading={w("twoHops")} />
    </div>
  );
}
