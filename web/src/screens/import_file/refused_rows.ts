import { WRITE } from "@/api/patience.ts";
import { problemOf } from "@/api/problem.ts";
import { addressed, authorized } from "@/api/send.ts";
import { fileName, saveFile } from "@/shared/save_file.ts";
import type { Import } from "./importing.ts";
import { w } from "./words.ts";

const MARK = "\uFEFF"; // by which spreadsheets know UTF-8
const TITLES = /^(?:"(?:[^"]|"")*"[,;]?)*\r\n/;

/** The rows that were refused, as a file that can be mended and imported again. Cells are parted by what numbers leave
 * free, as spreadsheets of that language do. Where one answer has no room for all, each has the titles of the columns. */
export async function downloadRefused({ id, file_name, decimals }: Import): Promise<void> {
  const separator = decimals === "," ? ";" : ",";
  const parts = [MARK];
  for (let start: string | null = "1"; start !== null; ) {
    const address = addressed(`/v1/imports/${encodeURIComponent(id)}/errors`, { separator, start });
    const answer = await authorized(address, { patience: WRITE });
    if (!answer.ok) throw await problemOf(answer);
    const part = await answer.text();
    parts.push(parts.length === 1 ? part : part.replace(TITLES, ""));
    start = answer.headers.get("X-Next-Start");
  }
  const name = `${file_name.replace(/\.[^.]*$/, "")} ${w("refusedRows")}`;
  saveFile(new Blob(parts, { type: "text/csv" }), `${fileName(name)}.csv`);
}
