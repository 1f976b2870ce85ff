import { useEffect, useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { type Page, type RecordOf, searchRecords } from "@/api/records.ts";
import { type FieldDef, optionLabel, optionsOf, type Schema } from "@/fields/index.ts";
import { type Counted, countOf } from "@/jobs/job.ts";
import { common } from "@/shared/words.ts";
import { both, having, without } from "./asking.ts";
import { groupsOf } from "./naming.ts";
import { keyOf, type Rows, type Source, useRows } from "./rows.ts";
import type { Criteria } from "./state.ts";
import { w } from "./words.ts";

/** Rows put together by the values of a field. `count` is null where nobody counted. */
export type Group = {
  key: string;
  label: string;
  color?: string | null;
  rows: RecordOf[];
  count: number | null;
  hasMore: boolean;
  loading: boolean;
  problem: ApiProblem | null;
};
export type Groups = { groups: Group[]; whole: Rows; load: (key: string) => void; put: Rows["put"] };
type Part = { rows: RecordOf[]; cursor: string | null; loading: boolean; problem: ApiProblem | null };

const WHOLE = 200;
const PART = 50;

/** What fits into one page is grouped here; of more, the API counts, and each group is asked for where it is opened. */
export function useGroups(schema: Schema, source: Source | null, field: FieldDef | null): Groups {
  const wanted = source && field ? { ...source, first: WHOLE } : null;
  const whole = useRows(wanted);
  const isWhole = !whole.hasMore;
  const key = wanted && field ? `${keyOf(wanted)} ${field.name}` : null;
  const counts = useQuery<Counted>(key && !isWhole && !whole.waiting ? `/v1/counts?${key}` : null, (signal) =>
    countOf(thoseOf(schema, source as Source), (field as FieldDef).name, signal),
  );
  const [parts, setParts] = useState<Record<string, Part>>({});
  useEffect(() => setParts({}), [key]);
  const load = async (group: string) => {
    if (!wanted || !field || isWhole) return;
    if (wanted.selection) return whole.more();
    const known = parts[group];
    if (known?.loading || (known && known.cursor === null)) return;
    const put = (part: Part) => setParts((all) => ({ ...all, [group]: part }));
    put({ rows: known?.rows ?? [], cursor: known?.cursor ?? null, loading: true, problem: null });
    try {
      const page = await pageOf(wanted, field, group, known?.cursor ?? null);
      put({
        rows: [...(known?.rows ?? []), ...page.data],
        cursor: page.page.next_cursor,
        loading: false,
        problem: null,
      });
    } catch (error) {
      put({ rows: known?.rows ?? [], cursor: known?.cursor ?? "", loading: false, problem: asProblem(error) });
    }
  };
  const put: Rows["put"] = (id, record) => {
    whole.put(id, record);
    setParts((all) =>
      Object.fromEntries(
        Object.entries(all).map(([name, part]) => [
          name,
          { ...part, rows: swapped(part.rows, id, record, field, name) },
        ]),
      ),
    );
  };
  const groups = field ? keysOf(field, whole.rows).map((name) => told(name)) : [];
  return { groups, whole, load, put };

  function told(name: string): Group {
    const mine = whole.rows.filter((row) => groupsOf(row, field as FieldDef).includes(name));
    const part = parts[name];
    const byPages = !isWhole && !wanted?.selection;
    return {
      key: name,
      label: labelOfGroup(field as FieldDef, name),
      color: optionsOf(field as FieldDef).find((each) => each.value === name)?.color,
      rows: byPages && part ? part.rows : mine,
      count: byPages ? countIn(counts.data, name) : isWhole ? mine.length : null,
      hasMore: byPages ? (part ? part.cursor !== null : (countIn(counts.data, name) ?? 1) > 0) : !isWhole,
      loading: part?.loading ?? false,
      problem: part?.problem ?? null,
    };
  }
}

function swapped(
  rows: RecordOf[],
  id: string,
  record: RecordOf | null,
  field: FieldDef | null,
  group: string,
): RecordOf[] {
  const others = rows.filter((each) => each.id !== id);
  const belongs = record && field && groupsOf(record, field).includes(group);
  if (!belongs) return others;
  return rows.some((each) => each.id === id) ? rows.map((each) => (each.id === id ? record : each)) : [record, ...rows];
}

function countIn(counts: Counted | undefined, group: string): number | null {
  if (!counts?.by || group === "") return null;
  return counts.by[group] ?? 0;
}

export function labelOfGroup(field: FieldDef, key: string): string {
  if (key === "") return w("groupNone");
  if (field.criteria?.kind === "boolean") return common(key === "true" ? "yes" : "no");
  return optionLabel(field, key);
}

/** All options in their order, then what rows have that is no option any more; without, at the end. */
function keysOf(field: FieldDef, rows: readonly RecordOf[]): string[] {
  if (field.criteria?.kind === "boolean") return ["true", "false"];
  const options = optionsOf(field).map((each) => each.value);
  const found = rows.flatMap((row) => groupsOf(row, field)).filter((each) => each !== "" && !options.includes(each));
  return [...new Set([...options, ...found, ""])];
}

function pageOf(source: Source, field: FieldDef, group: string, cursor: string | null): Promise<Page> {
  return searchRecords(source.plural, {
    criteria: both(source.criteria, criteriaOf(field, group)),
    limit: PART,
    ...(source.sort ? { sort: source.sort } : {}),
    ...(cursor ? { cursor } : {}),
  });
}

export function criteriaOf(field: FieldDef, group: string): Criteria {
  if (group === "") return without(field);
  return having(field, [field.criteria?.kind === "boolean" ? group === "true" : group]);
}

export function thoseOf(schema: Schema, source: Source): Schemas["Those"] {
  return source.selection
    ? { of: schema.type, selection: source.selection }
    : { of: schema.type, criteria: source.criteria };
}
