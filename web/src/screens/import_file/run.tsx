import { Button } from "@/shared/button.tsx";
import type { PreviewRow } from "./importing.ts";
import { r } from "./run_words.ts";

type Props = { rows: readonly PreviewRow[]; all: number; busy: boolean; onRun: () => void };

/** Says what will happen where all rows were looked at, and of a larger file no more than is known. */
export function Run({ rows, all, busy, onRun }: Props) {
  const count = (...outcomes: PreviewRow["outcome"][]) => rows.filter((row) => outcomes.includes(row.outcome)).length;
  const isWhole = rows.length >= all;
  const refused = count("refused");
  const taken = count("create", "update");
  const kept = count("unchanged", "skip");
  if (isWhole && refused === rows.length) return <p role="status">{r("noneFit")}</p>;
  const rest = [refused > 0 && r("areRefused", { n: refused }), kept > 0 && r("areKept", { n: kept })];
  const besides = rest.filter(Boolean).join(", ");
  if (isWhole && taken === 0) return <p role="status">{`${r("nothingNew")} (${besides})`}</p>;
  return (
    <div class="actions">
      <Button kind="primary" icon="upload" busy={busy} onClick={onRun}>
        {isWhole ? r("run", { n: taken }) : r("runFile", { n: all })}
      </Button>
      {isWhole ? besides && <span>{besides}</span> : <span class="help">{r("restUnseen", { n: rows.length })}</span>}
    </div>
  );
}
