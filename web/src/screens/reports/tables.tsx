import type { ComponentChildren } from "preact";
import { type Crossed, dimensionName, figureText, groupName, listOf, measureName } from "./figures.ts";
import type { By, Group, MadeRow } from "./report.ts";
import type { Told } from "./result.tsx";
import { w } from "./words.ts";

/** A row for each of the groups, a column for each measure. */
export function FlatTable({ schema, report, made, among }: Told) {
  return (
    <div class="scroll-x">
      <table class="report-table">
        <thead>
          <tr>
            {report.by.map((by) => (
              <th key={by.field} scope="col">
                {dimensionName(schema, by)}
              </th>
            ))}
            {made.measures.map((measure) => (
              <th key={`${measure.take} ${measure.field}`} scope="col" class="number">
                {measureName(schema, measure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {made.rows.map((row) => (
            <tr key={row.groups.map((group) => `${group.kind} ${group.key}`).join("|")}>
              {row.groups.map((group, at) => (
                <th key={report.by[at]?.field} scope="row">
                  {groupName(schema, report.by[at] as By, group)}
                </th>
              ))}
              {row.figures.map((figure, at) => (
                <td key={`${made.measures[at]?.take} ${made.measures[at]?.field}`} class="number">
                  <Leads {...{ schema, report, among }} groups={row.groups}>
                    {figureText(figure, made.measures[at]?.currency ?? null)}
                  </Leads>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={report.by.length}>
              {w("total")}
            </th>
            {made.totals.map((figure, at) => (
              <td key={`${made.measures[at]?.take} ${made.measures[at]?.field}`} class="number">
                <Leads {...{ schema, report, among }} groups={[]}>
                  {figureText(figure, made.measures[at]?.currency ?? null)}
                </Leads>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** One measure, by two dimensions: the one down, the other across. */
export function CrossTable({ schema, report, made, among, cross }: Told & { cross: Crossed }) {
  const [down, across] = report.by as [By, By];
  const currency = made.measures[0]?.currency ?? null;
  const figure = (row: MadeRow | undefined, groups: Group[]) =>
    row ? (
      <Leads {...{ schema, report, among }} groups={groups}>
        {figureText(row.figures[0], currency)}
      </Leads>
    ) : (
      <span class="faint">–</span>
    );
  return (
    <div class="scroll-x">
      <table class="report-table">
        <caption class="small faint">
          {`${made.measures[0] ? measureName(schema, made.measures[0]) : ""} · ${w("total")}: ${figureText(made.totals[0], currency)}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{dimensionName(schema, down)}</th>
            {cross.columns.map((group) => (
              <th key={`${group.kind} ${group.key}`} scope="col" class="number">
                {groupName(schema, across, group)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cross.rows.map((row, at) => (
            <tr key={`${row.kind} ${row.key}`}>
              <th scope="row">{groupName(schema, down, row)}</th>
              {cross.columns.map((column, nth) => (
                <td key={`${column.kind} ${column.key}`} class="number">
                  {figure(cross.at(at, nth), [row, column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Leading = Pick<Told, "schema" | "report" | "among"> & { groups: readonly Group[]; children: ComponentChildren };

/** A figure that leads to the list of what it is of. */
function Leads({ schema, report, among, groups, children }: Leading) {
  const href = among === undefined ? null : listOf(schema, report, among, groups);
  return href ? <a href={href}>{children}</a> : <span>{children}</span>;
}
