import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser, during } from "./browser.ts";
import { HOSTILE } from "./hostile_texts.ts";

type Made = { id: string };
type Job = Made & { finished_at: string | null; file: { file_name: string } | null };

const MARK = `zd${Date.now().toString(36)}`;
/** What a spreadsheet would take for something to do, each a cell of its own. */
const FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(0)", `\t=1+1`];
const ids: string[] = [];

beforeAll(async () => {
  for (const [at, formula] of FORMULAS.entries()) {
    const fields = { name: `${formula} ${MARK} ${HOSTILE[at]}`, note: `${formula}\nEND:VCARD\nBEGIN:VCARD` };
    ids.push((await asked<Made>("manager", "POST", "/v1/relations?allow_duplicate=hostile", fields)).id);
  }
});
afterAll(async () => {
  for (const id of ids) await asked("manager", "DELETE", `/v1/relations/${id}`);
  await closeBrowser();
});

test.each(["csv", "vcard", "xlsx"])(
  "I1: a file that is downloaded is the one that the API made, byte by byte: %s",
  async (format) => {
    const what = { kind: "export", those: { of: "relation", ids }, what: { format } };
    const { id } = await asked<Made>("manager", "POST", "/v1/jobs", what);
    const job = await vi.waitUntil(
      async () => {
        const told = await asked<Job>("manager", "GET", `/v1/jobs/${id}`);
        return told.finished_at ? told : null;
      },
      { timeout: 60_000, interval: 500 },
    );
    await during("manager", { device: "phone" }, async (visit) => {
      await visit.see(`/jobs/${id}`);
      const begun = visit.page.waitForEvent("download");
      await visit.page.getByRole("button", { name: `${job.file?.file_name} downloaden` }).click();
      const file = await begun;
      expect(file.suggestedFilename()).toMatch(/^[\w .-]+\.(csv|vcf|xlsx)$/);
      const { url } = await asked<{ url: string }>("manager", "GET", `/v1/jobs/${id}/file`);
      const answer = await fetch(url);
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
      const made = Buffer.from(await answer.arrayBuffer());
      const came = readFileSync(await file.path());
      expect(came.equals(made)).toBe(true);
      if (format !== "xlsx") expect(came.toString()).toContain(MARK);
      if (format === "csv") for (const row of came.toString().split("\n")) expect(row).not.toMatch(/(^|[;,]"?)[=@+\t]/);
      if (format === "vcard") expect(came.toString().match(/^BEGIN:VCARD/gm)).toHaveLength(ids.length);
    });
  },
);
