import type { Page, Request } from "playwright-core";
import type { RecordOf } from "@/api/records.ts";
import { asked } from "./asking.ts";

/** A list of relations that is longer than what a demo holds. Its records are those of the stack again and again, under
 * ids and names of their own; the last ones are the stack's, so that they open. */
export const MANY = 10_000;
const MOST = 200; // of one page, as the API has it
const MODELS = 40;

/** A page that was asked for: from which row, and how many. */
export type Part = { from: number; limit: number };
export type Given = { parts: Part[]; last: RecordOf };
type Body = { limit: number; cursor?: string };

/** Answers what a list asks, in the place of the API and as late as it would. All else goes to the stack. */
export async function giveManyRows(page: Page, late = 0): Promise<Given> {
  const models = (await asked<{ data: RecordOf[] }>("manager", "GET", `/v1/relations?limit=${MODELS}`)).data;
  const rows = Array.from({ length: MANY - models.length }, (_, nth) => alike(models[nth % models.length]!, nth));
  rows.push(...models);
  const parts: Part[] = [];
  await page.route("**/v1/relations/search", async (route) => {
    const part = partOf(route.request());
    if (!part) return route.fulfill({ status: 422, json: { status: 422, code: "invalid", detail: "No such page" } });
    parts.push(part);
    const to = part.from + part.limit;
    const more = to < MANY;
    if (late) await new Promise((done) => setTimeout(done, late));
    return route.fulfill({
      json: {
        data: rows.slice(part.from, to),
        page: { next_cursor: more ? cursorOf(to) : null, has_more: more },
      },
    });
  });
  return { parts, last: rows.at(-1)! };
}

/** The parts that a list of that length takes: a first page, and larger ones behind it. */
export function partsOf(first: number, further: number): Part[] {
  const behind = Array.from({ length: Math.ceil((MANY - first) / further) }, (_, nth) => first + nth * further);
  return [{ from: 0, limit: first }, ...behind.map((from) => ({ from, limit: further }))];
}

function alike(model: RecordOf, nth: number): RecordOf {
  const name = `${model.display_name} ${nth + 1}`;
  return { ...model, id: `rel_01KAJ2N0M0${String(nth).padStart(16, "0")}`, display_name: name, name };
}

const cursorOf = (from: number): string => Buffer.from(`from ${from}`).toString("base64url");

function partOf(request: Request): Part | null {
  const { limit, cursor } = request.postDataJSON() as Body;
  const from = cursor
    ? Number(
        Buffer.from(cursor, "base64url")
          .toString()
          .replace(/^from /, ""),
      )
    : 0;
  return Number.isInteger(from) && limit >= 1 && limit <= MOST ? { from, limit } : null;
}
