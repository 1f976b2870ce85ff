import { useEffect, useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { create } from "./actions.ts";
import { useArriving } from "./arriving.ts";
import { ArrivingList } from "./arriving_list.tsx";
import { DropZone, FileButton } from "./drop_zone.tsx";
import { DocumentLine } from "./line.tsx";
import { type DocumentRow, ofRecord, useDocuments } from "./rows.ts";
import { UploadDialog } from "./upload_dialog.tsx";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  /** The id of the record that they are about. */
  of: string;
  /** Files that were dropped elsewhere on the screen; given anew, they are sent. */
  dropped?: readonly File[];
};

/** The documents of a record: what is dropped here is sent and kept at once, and stays in sight until it is. */
export function Documents({ of, dropped }: Props) {
  const asked = useDocuments(of);
  const [placing, setPlacing] = useState(false);
  const [fresh, setFresh] = useState<DocumentRow[]>([]);
  const sent = useArriving({
    keep: (upload) => create({ upload, links: [of] }),
    onKept: (record) => setFresh((before) => [ofRecord(record), ...before]),
  });
  const rows = asked.data?.rows;
  useEffect(() => {
    if (dropped?.length) sent.add(dropped);
  }, [dropped]);
  useUntilChecked(rows ?? [], asked.reload);
  const known = new Set(rows?.map((each) => each.id));
  const mayAdd = may("document.create");
  const inSight = sent.files.filter((each) => each.state !== "done");
  const body = (
    <>
      <ArrivingList files={inSight} onAgain={sent.again} onDrop={sent.drop} />
      <Shown asked={asked}>
        {(found) => {
          const all = [...fresh.filter((each) => !known.has(each.id)), ...found.rows];
          if (all.length === 0) return <Empty title={w("noneYet")}>{mayAdd ? w("dropOrChoose") : null}</Empty>;
          return (
            <ul class="list documents">
              {all.map((each) => (
                <DocumentLine key={each.id} row={each} />
              ))}
            </ul>
          );
        }}
      </Shown>
      {asked.data?.more && <p class="faint small">{w("newestOnly")}</p>}
    </>
  );
  if (!mayAdd) return <section class="documents-of">{body}</section>;
  return (
    <DropZone onFiles={sent.add} class="documents-of">
      <div class="row">
        <FileButton onFiles={sent.add}>{w("addFiles")}</FileButton>
        <Button kind="quiet" icon="task" onClick={() => setPlacing(true)}>
          {w("placeAndAsk")}
        </Button>
      </div>
      {body}
      {placing && <UploadDialog links={[of]} onDone={() => setPlacing(false)} onClose={() => setPlacing(false)} />}
    </DropZone>
  );
}

const WAITS = [1_500, 3_000, 6_000, 12_000];

/** A file is checked after it was kept: asks again, each time later, until all are. */
function useUntilChecked(rows: readonly DocumentRow[], reload: () => Promise<void>): void {
  const [turn, setTurn] = useState(0);
  const waits = rows.some((each) => each.state === "pending");
  useEffect(() => {
    const after = WAITS[turn];
    if (!waits || after === undefined) return;
    const timer = setTimeout(async () => {
      await reload();
      setTurn(turn + 1);
    }, after);
    return () => clearTimeout(timer);
  }, [waits, turn]);
  useEffect(() => {
    if (!waits) setTurn(0);
  }, [waits]);
}
