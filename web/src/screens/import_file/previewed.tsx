import { inWords } from "@/api/problem.ts";
import { screenOf } from "@/api/records.ts";
import { Candidates } from "@/editing/index.ts";
import { Badge, type Tone } from "@/shared/badge.tsx";
import { number } from "@/words/format.ts";
import type { PreviewRow } from "./importing.ts";
import { w } from "./words.ts";

const OUTCOMES: Record<PreviewRow["outcome"], [Parameters<typeof w>[0], Tone]> = {
  create: ["willCreate", "good"],
  update: ["willUpdate", "accent"],
  unchanged: ["willUnchanged", "plain"],
  skip: ["willSkip", "plain"],
  refused: ["willRefused", "bad"],
};

/** The first rows as they would become, with what is wrong by the titles of the columns. */
export function Previewed({ rows }: { rows: readonly PreviewRow[] }) {
  const told = (Object.keys(OUTCOMES) as PreviewRow["outcome"][]).flatMap((outcome) => {
    const n = rows.filter((row) => row.outcome === outcome).length;
    return n > 0 ? [`${number(n)} ${w(OUTCOMES[outcome][0])}`] : [];
  });
  return (
    <>
      <h2>{w("previewOf", { n: rows.length })}</h2>
      <p role="status">{told.join(", ")}</p>
      <div class="scroll-x">
        <table class="preview-table">
          <caption class="unseen">{w("previewOf", { n: rows.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{w("row")}</th>
              <th scope="col">{w("outcome")}</th>
              <th scope="col">{w("record")}</th>
              <th scope="col">{w("wrong")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <td>{row.row}</td>
                <td>
                  <Badge tone={OUTCOMES[row.outcome][1]}>{w(OUTCOMES[row.outcome][0])}</Badge>
                </td>
                <td>{row.id ? <a href={screenOf(row.id) ?? "#"}>{row.title || row.id}</a> : row.title}</td>
                <td>
                  {row.errors.length === 0 && row.message}
                  {row.errors.map((error) => (
                    <p key={`${error.field} ${error.message}`}>
                      {error.field && <strong>{error.field}: </strong>}
                      {row.candidates.length > 0 ? w("isLikelyThere") : inWords(error).message}
                    </p>
                  ))}
                  {row.candidates.length > 0 && <Candidates found={row.candidates} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
