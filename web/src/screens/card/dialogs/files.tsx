import { UploadDialog } from "@/documents/index.ts";
import { useCard } from "../card.ts";

type Props = { onFiles: (files: File[]) => void; onDone: () => void; onClose: () => void };

export function FilesDialog({ onDone, onClose }: Props) {
  const { record, show } = useCard();
  const done = () => {
    show("documents");
    onDone();
  };
  return <UploadDialog links={[record.id]} onDone={done} onClose={onClose} />;
}
