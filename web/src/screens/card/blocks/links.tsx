import { useState } from "preact/hooks";
import { NetworkPicture } from "@/network/index.ts";
import { Button } from "@/shared/button.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** A small picture of what it is connected with, asked when somebody wants it: a card asks for three things before
 * anybody does anything, and nothing moves because a pointer passes over it. */
export function LinksBlock() {
  const { record, show } = useCard();
  const [wanted, setWanted] = useState(false);
  return (
    <div class="stack">
      {wanted && <NetworkPicture id={record.id} hops={1} small />}
      <div class="row">
        {!wanted && (
          <Button icon="eye" onClick={() => setWanted(true)}>
            {w("showPicture")}
          </Button>
        )}
        <Button kind="quiet" icon="link" onClick={() => show("links")}>
          {w("allLinks")}
        </Button>
      </div>
    </div>
  );
}
