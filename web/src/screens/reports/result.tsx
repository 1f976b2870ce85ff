import type { Schema } from "@/fields/index.ts";
import type { Criteria } from "@/screens/list/state.ts";
import { Bars, Lines, type Series } from "@/shared/chart.tsx";
import { Empty } from "@/shared/page.tsx";
import { type Crossed, countText, crossed, figureText, groupName, listOf, measureName } from "./figures.ts";
import type { Made, Report } from "./report.ts";
import { isSeveral, severalsOf } from "./severals.ts";
import { CrossTable, FlatTable } from "./tables.tsx";
import { w } from "./words.ts";

export type Chart = "bars" | "lines";
export type Told = {
  schema: Schema;
  report: Report;
  made: Made;
  /** What the report is of, as criteria; null where these cannot say it. */
  among: Criteria | null | undefined;
};

const MOST_SERIES = 6;
const MOST_BARS = 60;
const MOST_COLUMNS = 12;

export const usualChart = (report: Report): Chart => (report.by[0]?.every ? "lines" : "bars");

/** The figures of a report: drawn, and as a table in which each leads to the records that it is of. */
export function Result({ schema, report, made, among, chart }: Told & { chart: Chart }) {
  if (made.count === 0) return <Empty title={w("empty")}>{w("emptyHelp")}</Empty>;
  const cross = crossed(made, report.by);
  const isCross = report.by.length === 2 && report.measures.length === 1 && cross.columns.length <= MOST_COLUMNS;
  const told = { schema, report, made, among };
  const severals = severalsOf(schema, report, made).map((name) => w("quoted", { name }));
  return (
    <div class="stack loose">
      <p class="row">
        <strong>{w("takenOf", { what: countText(schema, made) })}</strong>
        {report.by.length === 0 && made.totals.length > 0 && <Totals {...told} />}
      </p>
      {report.by.length > 0 && <Drawn {...told} cross={cross} chart={chart} />}
      {report.by.length > 0 && (isCross ? <CrossTable {...told} cross={cross} /> : <FlatTable {...told} />)}
      {severals.length > 0 && <p class="faint small">{w("severalHelp", { fields: severals.join(", ") })}</p>}
    </div>
  );
}

function Totals({ schema, made }: Told) {
  return (
    <>
      {made.measures.map((measure, at) => (
        <span key={`${measure.take} ${measure.field}`} class="figure">
          {measureName(schema, measure)}: <strong>{figureText(made.totals[at], measure.currency)}</strong>
        </span>
      ))}
    </>
  );
}

function Drawn({ schema, report, made, among, cross, chart }: Told & { cross: Crossed; chart: Chart }) {
  const [first, second] = report.by;
  const measure = made.measures[0];
  if (!first || !measure) return null;
  const rows = cross.rows.slice(0, chart === "bars" ? MOST_BARS : undefined);
  const names = rows.map((group) => groupName(schema, first, group));
  const isCount = measure.take === "count" || measure.take === "sum";
  const isMore = cross.columns.length > MOST_SERIES;
  const columns = cross.columns.slice(0, isMore && isCount ? MOST_SERIES - 1 : MOST_SERIES);
  const value = (row: number, column: number): number | null => {
    const figure = cross.at(row, column)?.figures[0];
    return figure === null || figure === undefined ? (isCount ? 0 : null) : Number(figure);
  };
  const sumOf = (row: number) => others.reduce((sum, column) => sum + (value(row, column) ?? 0), 0);
  const others = cross.columns.map((_, column) => column).slice(columns.length);
  const series: Series[] = second
    ? [
        ...columns.map((group, column) => ({
          name: groupName(schema, second, group),
          values: rows.map((_, row) => value(row, column)),
        })),
        ...(isMore && isCount ? [{ name: w("others"), values: rows.map((_, row) => sumOf(row)) }] : []),
      ]
    : [{ name: measureName(schema, measure), values: rows.map((_, row) => value(row, 0)) }];
  const props = {
    label: measureName(schema, measure),
    names,
    series,
    // what has several values of the second would count more than once, and averages cannot be added
    sums: !second || (isCount && !isSeveral(schema, second)),
    told: (figure: number) => figureText(String(figure), measure.currency),
    table: false,
    leads: (row: number, column: number) => {
      if (second && !columns[column]) return null;
      const groups = [cross.rows[row], second ? columns[column] : undefined].filter((each) => each !== undefined);
      return among === undefined ? null : listOf(schema, report, among, groups);
    },
  };
  const isCut = rows.length < cross.rows.length || (isMore && !isCount);
  return (
    <>
      {chart === "lines" ? <Lines {...props} /> : <Bars {...props} />}
      {isCut && <p class="faint small">{w("cut")}</p>}
    </>
  );
}
