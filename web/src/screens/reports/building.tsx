import { useState } from "preact/hooks";
import { may } from "@/api/session.ts";
import { CriteriaBuilder, describe, type Criteria as Written } from "@/criteria/index.ts";
import { type Schema, typeNames } from "@/fields/index.ts";
import { isNone } from "@/screens/list/asking.ts";
import type { Criteria } from "@/screens/list/state.ts";
import { useSelections } from "@/screens/list/views.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { SelectField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { dimensionsOf, numbersOf } from "./figures.ts";
import { type By, EVERY, type Every, type Measure, MOST_BY, MOST_MEASURES, type Report, type Take } from "./report.ts";
import { w } from "./words.ts";

const TYPES = ["relation", "contact", "activity", "document", "building", "product", "address", "supply", "connection"];
type Props = { schema: Schema; report: Report; onReport: (report: Report) => void };

/** What a report is of, what it is put together by, and what is measured. */
export function Building({ schema, report, onReport }: Props) {
  return (
    <div class="report-form">
      <div class="columns">
        <SelectField
          label={w("of")}
          value={report.of}
          options={TYPES.filter((type) => may(`${type}.read`)).map((type) => ({ value: type, label: typeNames(type) }))}
          onValue={(of) => onReport({ of, measures: [{ take: "count" }], by: [] })}
        />
        <Which schema={schema} report={report} onReport={onReport} />
      </div>
      <div class="columns">
        {Array.from({ length: Math.min(MOST_BY, report.by.length + 1) }, (_, at) => (
          <Dimension key={String(at)} schema={schema} report={report} at={at} onReport={onReport} />
        ))}
      </div>
      <Measures schema={schema} report={report} onReport={onReport} />
    </div>
  );
}

/** All of them, a saved selection, or those that meet filters. */
function Which({ schema, report, onReport }: Props) {
  const [filtering, setFiltering] = useState<Criteria | null | undefined>(undefined);
  const [looked, setLooked] = useState(false);
  const { data: selections } = useSelections(
    schema.type,
    (looked || Boolean(report.selection)) && may("selection.read"),
  );
  const chosen = report.selection ?? (isNone(report.criteria) ? "" : FILTERS);
  const choose = (value: string) => {
    if (value === FILTERS) return setFiltering(report.criteria ?? null);
    onReport({ ...report, selection: value || null, criteria: null });
  };
  return (
    <div class="stack" onFocusIn={() => setLooked(true)} onPointerEnter={() => setLooked(true)}>
      <SelectField
        label={w("selection")}
        value={chosen}
        empty={w("everything")}
        options={[
          { value: FILTERS, label: `${w("byFilters")}…` },
          ...(selections ?? []).map((each) => ({ value: each.id, label: each.name })),
        ]}
        onValue={choose}
      />
      {chosen === FILTERS && (
        <p class="small row">
          <span>{describe(report.criteria as Written, schema)}</span>
          <Button kind="quiet" icon="edit" label={w("filters")} onClick={() => setFiltering(report.criteria ?? null)} />
        </p>
      )}
      {filtering !== undefined && (
        <Dialog
          title={w("filters")}
          wide
          onClose={() => setFiltering(undefined)}
          onSubmit={() => {
            onReport({ ...report, selection: null, criteria: filtering });
            setFiltering(undefined);
          }}
          footer={
            <Button kind="primary" type="submit">
              {common("done")}
            </Button>
          }
        >
          <CriteriaBuilder
            type={schema.type}
            value={filtering as Written | null}
            onValue={(value) => setFiltering(value as Criteria | null)}
          />
        </Dialog>
      )}
    </div>
  );
}

const FILTERS = "filters";

function Dimension({ schema, report, at, onReport }: Props & { at: number }) {
  const known = dimensionsOf(schema);
  const by = report.by[at];
  const other = report.by[1 - at]?.field;
  const put = (next: By | null) => {
    const all = next ? [...report.by.slice(0, at), next, ...report.by.slice(at + 1)] : report.by.slice(0, at);
    onReport({ ...report, by: all });
  };
  const choose = (field: string) => {
    const found = known.find((each) => each.name === field);
    put(found ? { field, ...(found.inTime ? { every: "month" } : {}) } : null);
  };
  return (
    <div class="row report-by">
      <div class="grow">
        <SelectField
          label={w(at === 0 ? "by" : "andBy")}
          value={by?.field ?? ""}
          empty={at === 0 ? w("nothing") : "–"}
          options={known.filter((each) => each.name !== other).map((each) => ({ value: each.name, label: each.label }))}
          onValue={choose}
        />
      </div>
      {by?.every && (
        <SelectField
          label={w("every")}
          value={by.every}
          options={EVERY.map((each) => ({ value: each, label: w(each) }))}
          onValue={(every) => put({ ...by, every: every as Every })}
        />
      )}
    </div>
  );
}

const TAKES: readonly [Take, "count" | "takeSum" | "takeAverage" | "takeMin" | "takeMax"][] = [
  ["count", "count"],
  ["sum", "takeSum"],
  ["average", "takeAverage"],
  ["min", "takeMin"],
  ["max", "takeMax"],
];

function Measures({ schema, report, onReport }: Props) {
  const numbers = numbersOf(schema);
  const put = (at: number, measure: Measure | null) => {
    const next = report.measures.flatMap((each, nth) => (nth === at ? (measure ?? []) : each));
    onReport({ ...report, measures: next });
  };
  if (numbers.length === 0) return null;
  const first = numbers[0]?.name ?? "";
  return (
    <div class="stack">
      {report.measures.map((measure, at) => (
        <div class="row report-by" key={at}>
          <SelectField
            label={w("measure")}
            value={measure.take}
            options={TAKES.map(([take, word]) => ({ value: take, label: w(word) }))}
            onValue={(take) =>
              put(at, take === "count" ? { take } : { take: take as Take, field: measure.field ?? first })
            }
          />
          {measure.take !== "count" && (
            <SelectField
              label={w("ofField")}
              value={measure.field ?? ""}
              options={numbers.map((each) => ({ value: each.name, label: each.label }))}
              onValue={(field) => put(at, { ...measure, field })}
            />
          )}
          {report.measures.length > 1 && (
            <Button kind="quiet" icon="close" label={common("remove")} onClick={() => put(at, null)} />
          )}
        </div>
      ))}
      {report.measures.length < MOST_MEASURES && (
        <div>
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => onReport({ ...report, measures: [...report.measures, { take: "sum", field: first }] })}
          >
            {w("addMeasure")}
          </Button>
        </div>
      )}
    </div>
  );
}
