import { useState } from "preact/hooks";
import { stale } from "@/api/query.ts";
import { type Schema, typeName } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { useKeys } from "@/shared/keys.ts";
import { later } from "@/shell/later.tsx";
import { open } from "./table.tsx";
import { w } from "./words.ts";

const RecordDialog = later(async () => ({ default: (await import("@/editing/index.ts")).RecordDialog }));
const Composer = later(async () => ({ default: (await import("@/work/index.tsx")).Composer }));
const UploadDialog = later(async () => ({ default: (await import("@/documents/index.ts")).UploadDialog }));

const IMPORTED = ["relation", "contact", "address", "product", "building"];
const NOT_BY_HAND = ["duplicate"];

/** What is made anew from a list: activities are composed, documents are sent, all else is a form. */
export function Making({ schema }: { schema: Schema }) {
  const [making, setMaking] = useState(false);
  const may = schema.actions.includes("create") && !NOT_BY_HAND.includes(schema.type);
  useKeys(may ? { n: () => setMaking(true) } : {});
  if (!may) return null;
  const close = () => setMaking(false);
  const done = (made: { id: string } | null | undefined) => {
    close();
    stale(`/v1/${schema.plural}`);
    if (made) open(made.id);
  };
  return (
    <>
      <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>
        {`${w("create")}: ${typeName(schema.type)}`}
      </Button>
      {IMPORTED.includes(schema.type) && (
        <a class="button" href={`/import?of=${schema.type}`}>
          {w("import")}
        </a>
      )}
      {making && schema.type === "activity" && <Composer onDone={() => done(null)} onClose={close} />}
      {making && schema.type === "document" && (
        <UploadDialog links={[]} onDone={(all) => done(all[0])} onClose={close} />
      )}
      {making && schema.type !== "activity" && schema.type !== "document" && (
        <RecordDialog type={schema.type} onDone={done} onClose={close} />
      )}
    </>
  );
}
