import { NetworkPicture } from "@/network/index.ts";
import { Button } from "@/shared/button.tsx";
import { useCard } from "../card.ts";
import { useSeen } from "../seen.ts";
import { w } from "../words.ts";

/** A small picture of what it is connected with, asked when it comes into view. */
export function LinksBlock() {
  const { record, show } = useCard();
  const { place, seen } = useSeen();
  return (
    <div ref={place} class="stack">
      {seen && <NetworkPicture id={record.id} hops={1} small />}
      <Button kind="quiet" onClick={() => show("links")}>
        {w("allLinks")}
      </Button>
    </div>
  );
}
