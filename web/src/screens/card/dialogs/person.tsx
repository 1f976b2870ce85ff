import { useState } from "preact/hooks";
import { api } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import type { Linked } from "@/fields/value_parts.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

const find = recordsOf("relation");

/** Makes of a contact with a typed name a person of its own, or lets go of the one that it is linked with. */
export function PersonDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { record, title } = useCard();
  const [chosen, setChosen] = useState<Choice[]>([]);
  const linked = record.person as Linked | undefined;
  const params = { path: { id: record.id } };
  const anew = () => stale(`/v1/contacts/${record.id}`);
  const link = async (person?: string) => {
    await api.POST("/v1/contacts/{id}/link-person", { params, body: person ? { person } : {} });
    anew();
  };
  const unlink = async () => {
    await api.POST("/v1/contacts/{id}/unlink-person", { params });
    anew();
  };
  const save = async () => {
    if (linked) {
      await unlink();
      say(w("personUnlinked", { title }), { undo: () => link(linked.id) });
    } else {
      await link(chosen[0]?.value);
      say(w("personLinked", { title }), { undo: unlink });
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
