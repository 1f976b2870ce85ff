import { useEffect, useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { ArrivingList } from "./arriving_list.tsx";
import { DropZone, FileButton } from "./drop_zone.tsx";
import { DocumentLine } from "./line.tsx";
import { useUploads } from "./record_uploads.ts";
import { type DocumentRow, ofRecord, useDocuments } from "./rows.ts";
import { UploadDialog } from "./upload_dialog.tsx";
import { w } from "./words.ts";
import "./style.css";

/** The documents of a record: what is dropped here is sent and kept at once, and stays in sight until it is. Nothing is
 * added to what is archived (`readOnly`). */
export function Documents({ of, readOnly }: { of: string; readOnly?: boolean }) {
  const { first: asked, older, next, more, busy, problem } = useDocuments(of);
  const [placing, setPlacing] = useState(false);
  const [fresh, setFresh] = useState<DocumentRow[]>([]);
  const sent = useUploads(of, (record) => setFresh((before) => [ofRecord(record), ...before]));
  const rows = asked.data?.rows;
  useEffect(() => {
    // once listed it stays known, so that what is archived afterwards does not come back
    setFresh((before) => before.filter((each) => !rows?.some(({ id }) => id === each.id)));
  }, [rows]);
  useUntilChecked(rows ?? [], asked.reload);
  const mayAdd = !readOnly && may("document.create");
  const body = (
    <>
      <ArrivingList files={sent.files} onAgain={sent.again} onDrop={sent.drop} />
      <Shown asked={asked}>
        {(found) => {
          const all = unique([...fresh, ...found.rows, ...older]);
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
      {next && (
        <p>
          <Button onClick={more} busy={busy}>
            {w("older")}
          </Button>
        </p>
      )}
      <ErrorNote problem={problem} retry={more} />
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

const unique = (rows: DocumentRow[]): DocumentRow[] =>
  rows.filter(({ id }, at) => rows.findIndex((each) => each.id === id) === at);

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
