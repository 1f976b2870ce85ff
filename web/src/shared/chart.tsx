import type { ComponentChildren } from "preact";
import { words } from "@/words/words.ts";
import "./chart.css";

/** Charts as small SVG. What they show can be read in the table behind them, so that no figure hangs on a colour. */
export type Series = { name: string; values: readonly (number | null)[] };
export type ChartProps = {
  label: string;
  /** What the values are of, in order. */
  names: readonly string[];
  series: readonly Series[];
  /** How a value is told; as it is where nothing is said. */
  told?: (value: number) => string;
  /** Where a value leads: by its place among the names and the series. */
  leads?: (name: number, series: number) => string | null;
  /** Whether the values of a bar add up to something that can be told. */
  sums?: boolean;
  /** Left out where the figures stand beside the chart anyhow. */
  table?: boolean;
};

const w = words({
  asTable: ["As a table", "Als tabel", "Als Tabelle", "Sous forme de tableau", "В виде таблицы"],
});

export const SHADES = 6;
const plain = (value: number): string => String(value);

/** A bar for each name; of several series they stand behind one another. */
export function Bars({ label, names, series, told = plain, leads, sums = true, table = true }: ChartProps) {
  const most = Math.max(0, ...names.map((_, at) => sum(series, at)));
  return (
    <Framed {...{ label, names, series, told, table }}>
      <ul class="bars plain">
        {names.map((name, at) => (
          <li key={at}>
            <span class="cut" title={name}>
              {name}
            </span>
            <Bar {...{ series, at, most, told, leads, name }} />
            {sums && <span class="number">{told(sum(series, at))}</span>}
          </li>
        ))}
      </ul>
    </Framed>
  );
}

const sum = (series: readonly Series[], at: number): number =>
  series.reduce((total, each) => total + Math.max(0, each.values[at] ?? 0), 0);

type BarProps = Required<Pick<ChartProps, "series" | "told">> &
  Pick<ChartProps, "leads"> & { at: number; most: number; name: string };

function Bar({ series, at, most, told, leads, name }: BarProps) {
  let from = 0;
  return (
    <svg class="bar" aria-hidden="true" focusable="false">
      {series.map((each, nth) => {
        const value = Math.max(0, each.values[at] ?? 0);
        const x = percent(from, most);
        from += value;
        const rect = (
          <rect class={`shade-${nth % SHADES}`} x={x} width={percent(value, most)} height="100%" rx="2">
            <title>{`${[name, series.length > 1 ? each.name : ""].filter(Boolean).join(", ")}: ${told(value)}`}</title>
          </rect>
        );
        const href = leads?.(at, nth);
        return href ? (
          <a key={each.name} href={href} tabindex={-1}>
            {rect}
          </a>
        ) : (
          <g key={each.name}>{rect}</g>
        );
      })}
    </svg>
  );
}

const percent = (part: number, whole: number): string => `${whole > 0 ? (part / whole) * 100 : 0}%`;

const WIDE = 640;
const TALL = 220;
const EDGE = 8;

/** A line for each series, such as over time; each has a stroke of its own. */
export function Lines({ label, names, series, told = plain, table = true }: ChartProps) {
  const all = series.flatMap((each) => each.values.filter((value): value is number => value !== null));
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const x = (at: number) => (names.length < 2 ? WIDE / 2 : EDGE + (at / (names.length - 1)) * (WIDE - 2 * EDGE));
  const y = (value: number) => TALL - EDGE - ((value - low) / (high - low || 1)) * (TALL - 2 * EDGE);
  return (
    <Framed {...{ label, names, series, told, table }}>
      <div class="lines">
        <span class="small faint">{told(high)}</span>
        <svg viewBox={`0 0 ${WIDE} ${TALL}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <line class="axis" x1="0" x2={WIDE} y1={y(0)} y2={y(0)} />
          {series.map((each, nth) => (
            <path key={each.name} class={`stroke shade-${nth % SHADES}`} d={pathOf(each.values, x, y)} />
          ))}
        </svg>
        <div class="row between small faint">
          <span>{names[0]}</span>
          <span>{names.length > 1 ? names.at(-1) : ""}</span>
        </div>
      </div>
    </Framed>
  );
}

/** Where nothing is known the line is broken. One value alone is a dash. */
export function pathOf(
  values: readonly (number | null)[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let pen = "M";
  return values
    .map((value, at) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const alone = pen === "M" && (values[at + 1] ?? null) === null ? "h6" : "";
      const step = `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}${alone}`;
      pen = "L";
      return step;
    })
    .join("");
}

type Framing = Required<Pick<ChartProps, "label" | "names" | "series" | "told" | "table">> & {
  children: ComponentChildren;
};

function Framed({ label, names, series, told, table, children }: Framing) {
  return (
    <figure class="chart" aria-label={label}>
      {children}
      {series.length > 1 && (
        <ul class="legend plain">
          {series.map((each, nth) => (
            <li key={each.name}>
              <svg class="key" aria-hidden="true" focusable="false" viewBox="0 0 24 10">
                <rect class={`shade-${nth % SHADES}`} width="24" height="10" rx="2" />
              </svg>
              {each.name}
            </li>
          ))}
        </ul>
      )}
      {table && (
        <details>
          <summary>{w("asTable")}</summary>
          <Behind {...{ label, names, series, told }} />
        </details>
      )}
    </figure>
  );
}

function Behind({ label, names, series, told }: Omit<Framing, "table" | "children">) {
  return (
    <div class="scroll-x">
      <table>
        <caption class="unseen">{label}</caption>
        <thead>
          <tr>
            <td />
            {series.map((each) => (
              <th key={each.name} scope="col" class="number">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              {series.map((each) => (
                <td key={each.name} class="number">
                  {told(each.values[at] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
