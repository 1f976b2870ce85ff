import { useState } from "preact/hooks";
import { NetworkPicture } from "@/network/index.ts";
import { Button } from "@/shared/button.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** A small picture of what it is connected with. It is asked when somebody points at its place or comes to it by Tab: a
 * card asks for three things before anybody does anything. */
export function LinksBlock() {
  const { record, show } = useCard();
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return (
    <div class="stack links-block" onPointerEnter={want} onFocusCapture={want}>
      {wanted && <NetworkPicture id={record.id} hops={1} small />}
      <Button kind={wanted ? "quiet" : "plain"} icon="link" onClick={() => show("links")}>
        {w("allLinks")}
      </Button>
    </div>
  );
}
