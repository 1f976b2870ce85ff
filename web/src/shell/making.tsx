import { screenOf } from "@/api/records.ts";
import { RecordDialog } from "@/editing/index.ts";
import { say } from "@/shared/toast.tsx";
import { Composer } from "@/work/index.tsx";
import { making, type New } from "./opened.ts";
import { go } from "./routing.ts";
import { shell } from "./words.ts";

const KINDS: Partial<Record<New, string>> = {
  call: "phone_call",
  task: "task",
  note: "note",
  appointment: "appointment",
};

/** Makes something new from anywhere; a new relation or contact is opened then. */
export default function Making({ what }: { what: New }) {
  const close = () => {
    making.value = null;
  };
  const kind = KINDS[what];
  if (kind) return <Composer key={kind} kind={kind} onDone={close} onClose={close} />;
  return (
    <RecordDialog
      key={what}
      type={what}
      title={what === "relation" ? shell("newRelation") : shell("newContact")}
      onClose={close}
      onDone={(made) => {
        close();
        const place = screenOf(made.id);
        if (place) go(place);
        else say(shell("made"));
      }}
    />
  );
}
