import { useState } from "preact/hooks";
import { stale } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import type { Linked } from "@/fields/value_parts.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";
import { FormDialog } from "./form_dialog.tsx";

const find = recordsOf("relation");

/** Makes of a contact with a typed name a person of its own, or lets go of the one that it is linked with. */
export function PersonDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { record, title } = useCard();
  const [chosen, setChosen] = useState<Choice[]>([]);
  const linked = record.person as Linked | undefined;
  const turn = async (what: "link-person" | "unlink-person", person?: string) => {
    const place = `/v1/contacts/${record.id}`;
    await send("POST", `${place}/${what}`, what === "link-person" ? { body: person ? { person } : {} } : {});
    stale(place);
  };
  const save = async () => {
    if (linked) {
      await turn("unlink-person");
      say(w("personUnlinked", { title }), { undo: () => turn("link-person", linked.id) });
    } else {
      await turn("link-person", chosen[0]?.value);
      say(w("personLinked", { title }), { undo: () => turn("unlink-person") });
    }
    onDone();
  };
  return (
    <FormDialog title={w("ownPerson")} action={w(linked ? "unlinkPerson" : "linkPerson")} save={save} onClose={onClose}>
      {(problem) =>
        linked ? (
          <p>{w("unlinkHelp", { name: linked.title ?? "" })}</p>
        ) : (
          <>
            <p class="faint">{w("linkHelp")}</p>
            <Picker
              label={w("whichPerson")}
              placeholder={w("newPerson", { title })}
              chosen={chosen}
              onChosen={(next) => setChosen(next.slice(-1))}
              find={find}
              problem={problem?.about("person")}
            />
          </>
        )
      }
    </FormDialog>
  );
}
