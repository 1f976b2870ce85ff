// biome-ignore-all lint/a11y/useSemanticElements: of a grid only what is in sight is drawn; a table element has all
// biome-ignore-all lint/a11y/useFocusableInteractive: its rows have the focus, and not their cells
import { type FieldDef, labelOf } from "@/fields/index.ts";
import { Icon } from "@/shared/icon.tsx";
import { isNumber, LEAST, MOST, TITLE_WIDTH, widthOf } from "./columns.ts";
import type { Picking } from "./picking.ts";
import type { Rows } from "./rows.ts";
import { sortOf } from "./sorting.ts";
import { w } from "./words.ts";

export type Sorting = {
  sorts: readonly string[];
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
};
type Props = {
  title: FieldDef;
  columns: readonly FieldDef[];
  widths: Record<string, number>;
  onWidth: (name: string, width: number) => void;
  sorting: Sorting;
  /** Null where nothing can be picked. */
  picking: Picking | null;
  /** What can be done with each row, at its end. */
  act: string | null;
  rows: Rows;
};

/** The names of the columns: pressed they sort, their edges make them wider. */
export function Head({ title, columns, widths, onWidth, sorting, picking, act, rows }: Props) {
  return (
    <div class="rows-head" role="row" aria-rowindex={1}>
      {picking && <PickShown picking={picking} rows={rows} />}
      <Name
        field={title}
        width={widths.title ?? TITLE_WIDTH}
        sorting={sorting}
        onWidth={(width) => onWidth("title", width)}
      />
      {columns.map((field) => (
        <Name
          key={field.name}
          field={field}
          width={widthOf(field, widths)}
          sorting={sorting}
          onWidth={(width) => onWidth(field.name, width)}
        />
      ))}
      {act !== null && (
        <span role="columnheader" class="act">
          <span class="unseen">{act}</span>
        </span>
      )}
    </div>
  );
}

function PickShown({ picking, rows }: { picking: Picking; rows: Rows }) {
  const some = picking.ids.size > 0 || picking.all !== null;
  const every = picking.all !== null || (rows.rows.length > 0 && rows.rows.every((row) => picking.ids.has(row.id)));
  return (
    <span role="columnheader" class="pick">
      <label>
        <input
          type="checkbox"
          aria-label={w("pickShown")}
          checked={every}
          ref={(input) => {
            if (input) input.indeterminate = some && !every;
          }}
          onChange={() => (every ? picking.clear() : picking.set(rows.rows.map((row) => row.id)))}
        />
      </label>
    </span>
  );
}

type Named = { field: FieldDef; width: number; sorting: Sorting; onWidth: (width: number) => void };

function Name({ field, width, sorting, onWidth }: Named) {
  const order = sortOf(field.name, sorting.sorts);
  const now =
    order && sorting.sort?.replace("-", "") === order
      ? sorting.sort?.startsWith("-")
        ? "descending"
        : "ascending"
      : "none";
  const turn = () => {
    if (!order) return;
    sorting.onSort(now === "ascending" ? `-${order}` : order);
  };
  return (
    <span role="columnheader" class={isNumber(field) ? "number" : ""} aria-sort={order ? now : undefined}>
      {order ? (
        <button type="button" class="sort" onClick={turn}>
          <span class="cut">{labelOf(field)}</span>
          {now !== "none" && <Icon name={now === "ascending" ? "up" : "down"} />}
        </button>
      ) : (
        <span class="cut">{labelOf(field)}</span>
      )}
      <Grip label={labelOf(field)} width={width} onWidth={onWidth} />
    </span>
  );
}

const STEP = 20;

/** The edge of a column: dragged, or moved by the arrows. */
function Grip({ label, width, onWidth }: { label: string; width: number; onWidth: (width: number) => void }) {
  const within = (wanted: number) => Math.round(Math.min(MOST, Math.max(LEAST, wanted)));
  const dragged = (event: PointerEvent) => {
    const edge = event.currentTarget as HTMLElement;
    const from = event.clientX;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const moved = (now: PointerEvent) => onWidth(within(width + now.clientX - from));
    edge.addEventListener("pointermove", moved);
    edge.addEventListener("pointerup", () => edge.removeEventListener("pointermove", moved), { once: true });
  };
  return (
    <span
      role="separator"
      class="grip"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={w("widthOf", { name: label })}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onPointerDown={dragged}
      onKeyDown={(event) => {
        const by = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
        if (!by) return;
        event.preventDefault();
        event.stopPropagation();
        onWidth(within(width + by));
      }}
    />
  );
}
