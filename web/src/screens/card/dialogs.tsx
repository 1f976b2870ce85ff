import type { Link } from "@/api/records.ts";
import { RecordDialog } from "@/editing/index.ts";
import type { Asked as Mailing } from "@/mail/writing.ts";
import { ConnectDialog } from "@/network/connect_dialog.tsx";
import type { Choice } from "@/shared/picker.tsx";
import { later } from "@/shell/later.tsx";
import type { Asked as Composing } from "@/work/composing.ts";
import { type Open, useCard } from "./card.ts";
import { AccessDialog } from "./dialogs/access.tsx";
import { DuplicatesDialog } from "./dialogs/duplicates.tsx";
import { FilesDialog } from "./dialogs/files.tsx";
import { HandOverDialog } from "./dialogs/hand_over.tsx";
import { InviteDialog } from "./dialogs/invite.tsx";
import { PersonDialog } from "./dialogs/person.tsx";
import { SelectionDialog } from "./dialogs/selection.tsx";
import { w } from "./words.ts";

const Composer = later<Composing>(async () => ({ default: (await import("@/work/composer.tsx")).Composer }));
const EraseDialog = later<Forgetting>(async () => ({
  default: (await import("@/screens/admin/erase_dialog.tsx")).EraseDialog,
}));
const MailComposer = later<Mailing>(async () => ({ default: (await import("@/mail/composer.tsx")).MailComposer }));

type Forgetting = { of: Choice; onDone: () => void; onClose: () => void };
type Props = { opened: Open | null; onClose: () => void; onFiles: (files: File[]) => void };

/** Everything that opens over a card: what was added shows when it closes. */
export function Dialogs({ opened, onClose, onFiles }: Props) {
  const card = useCard();
  if (!opened) return null;
  const self: Link = { id: card.record.id, title: card.title };
  const done = () => {
    onClose();
    void card.reload();
  };
  switch (opened.what) {
    case "edit":
      return (
        <RecordDialog
          type={card.type}
          record={card.record}
          fields={opened.fields}
          onDone={(saved) => {
            card.onSaved(saved);
            done();
          }}
          onClose={onClose}
        />
      );
    case "contact":
      return (
        <RecordDialog
          type="contact"
          title={w("newContact")}
          initial={card.record.kind === "person" ? { person: self } : { company: self }}
          onDone={done}
          onClose={onClose}
        />
      );
    case "supply":
      return (
        <RecordDialog
          type="supply"
          initial={card.type === "product" ? { product: self } : { supplier: self }}
          onDone={done}
          onClose={onClose}
        />
      );
    case "activity":
      return (
        <Composer kind={opened.kind} links={[self]} task={opened.kind === "task"} onDone={done} onClose={onClose} />
      );
    case "mail":
      return <MailComposer links={[self]} to={self.id} onDone={done} onClose={onClose} />;
    case "link":
      return (
        <ConnectDialog from={{ ...self, kind: kindOf(card.type, card.record.kind) }} onDone={done} onClose={onClose} />
      );
    case "files":
      return <FilesDialog onFiles={onFiles} onDone={done} onClose={onClose} />;
    case "duplicates":
      return <DuplicatesDialog onClose={onClose} />;
    case "hand_over":
      return <HandOverDialog onDone={done} onClose={onClose} />;
    case "invite":
      return <InviteDialog onDone={done} onClose={onClose} />;
    case "access":
      return <AccessDialog onDone={done} onClose={onClose} />;
    case "person":
      return <PersonDialog onDone={done} onClose={onClose} />;
    case "forget":
      return <EraseDialog of={{ value: self.id, label: card.title }} onDone={done} onClose={onClose} />;
    case "selection":
      return <SelectionDialog onClose={onClose} />;
  }
}

/** As the types of link speak of it. */
const kindOf = (type: string, kind: unknown): string => (type === "relation" && typeof kind === "string" ? kind : type);
