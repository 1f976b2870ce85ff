// biome-ignore-all lint/a11y/noStaticElementInteractions: its role depends on whether it is grouped
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: both of its roles take these
// biome-ignore-all lint/a11y/useSemanticElements: of a grid only what is in sight is drawn; a table element has all
import { useEffect, useRef } from "preact/hooks";
import { type RecordOf, screenOf } from "@/api/records.ts";
import type { FieldDef } from "@/fields/index.ts";
import { ErrorNote } from "@/shared/error_note.tsx";
import { isSequence, isTurnedOff } from "@/shared/keys.ts";
import { useMedia } from "@/shared/media.ts";
import { Skeleton } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { go } from "@/shell/routing.ts";
import { language } from "@/words/language.ts";
import { TITLE_WIDTH, widthOf } from "./columns.ts";
import type { Entry } from "./entries.ts";
import { GroupLine, MoreLine } from "./group_line.tsx";
import { Head, type Sorting } from "./head.tsx";
import { Line } from "./line.tsx";
import type { Picking } from "./picking.ts";
import type { Rows } from "./rows.ts";
import { useWalked } from "./walking.ts";
import { useRest, useSight } from "./window.ts";
import { w } from "./words.ts";

type Props = {
  label: string;
  listKey: string;
  title: FieldDef;
  columns: readonly FieldDef[];
  widths: Record<string, number>;
  onWidth: (name: string, width: number) => void;
  rows: Rows;
  entries: readonly Entry[];
  /** Null where nothing can be picked: all of them were archived. */
  picking: Picking | null;
  /** Null where none can be brought back. */
  onRestore: ((row: RecordOf) => unknown) | null;
  sorting: Sorting;
};

const ROW = 38;
const ROW_TOUCH = 46;
const ROW_PHONE = 66;
const NEAR = 0.3; // of what is there: as many rows before its end the next ones are asked for
const NEAR_MOST = 100;
const LEAST = 320;
export const PHONE = "(max-width: 720px)";

/** A table of which only what is in sight is drawn, however long it is. The arrows walk, and the row that was walked to
 * stays drawn, so that the focus stays where it is. */
export function Table(props: Props) {
  const { label, listKey, title, columns, widths, onWidth, rows, entries, picking, onRestore, sorting } = props;
  const place = useRef<HTMLDivElement>(null);
  const phone = useMedia(PHONE);
  const touch = useMedia("(pointer: coarse)");
  const isGrouped = entries[0]?.kind === "group";
  const tall = phone ? ROW_PHONE : touch ? ROW_TOUCH : ROW;
  useRest(place, LEAST); // before it is scrolled to where it was: what is not yet as tall does not scroll
  const sight = useSight(place, listKey, entries.length, tall);
  const { nth: at, walkTo } = useWalked(listKey, entries);
  const index = at < 0 ? sight.first : at;
  const near = Math.min(NEAR_MOST, Math.round(entries.length * NEAR));
  useEffect(() => {
    if (rows.hasMore && !rows.loading && !rows.problem && sight.to > entries.length - near && !isGrouped) rows.more();
  }, [sight.to, entries.length, rows.hasMore, rows.loading]);
  const walk = (to: number, extend = false) => {
    const nth = Math.min(entries.length - 1, Math.max(0, to));
    const next = entries[nth];
    if (!next) return;
    if (extend && next.kind === "row") picking?.reach(next.row.id);
    walkTo(next.id, nth);
    show(place.current, nth, tall);
    requestAnimationFrame(() => focusRow(place.current, next.id));
  };
  const restore = (row: RecordOf) => {
    const from = entries.findIndex((each) => each.id === row.id);
    if (entries.length > 1) walk(from + 1 < entries.length ? from + 1 : from - 1);
    else document.querySelector<HTMLElement>("main h1")?.focus();
    onRestore?.(row);
  };
  const now = useRef({ picking, restore });
  now.current = { picking, restore };
  const keys = keysOf({ index, entries, walk, picking, onRestore: onRestore && restore, tall, place: place.current });
  const drawn = entries.slice(sight.from, sight.to).map((entry, step) => ({ entry, nth: sight.from + step }));
  const walked = entries[index];
  if (walked && (index < sight.from || index >= sight.to)) drawn.push({ entry: walked, nth: index });
  const grid = (
    <div
      ref={place}
      class={picking ? "rows" : "rows unpicked"}
      role={isGrouped ? "treegrid" : "grid"}
      aria-label={label}
      aria-rowcount={rows.hasMore ? -1 : entries.length + 1}
      aria-multiselectable={picking ? "true" : undefined}
      tabIndex={-1}
      style={{ ...shapeOf(props), "--row": `${tall}px` }}
      onKeyDown={keys}
    >
      <Head
        title={title}
        columns={columns}
        widths={widths}
        onWidth={onWidth}
        sorting={sorting}
        picking={picking}
        act={onRestore && common("restore")}
        rows={rows}
      />
      <div class="rows-body" role="rowgroup" style={{ height: `${sight.height}px` }}>
        {drawn.map(({ entry, nth }) => {
          const stand = { nth, top: nth * tall, walked: nth === index, onWalked: () => walkTo(entry.id, nth) };
          if (entry.kind === "group") return <GroupLine key={entry.id} entry={entry} {...stand} />;
          if (entry.kind === "more") return <MoreLine key={entry.id} entry={entry} {...stand} />;
          const { row } = entry;
          return (
            <Line
              key={entry.id}
              {...stand}
              id={entry.id}
              row={row}
              title={title}
              columns={columns}
              phone={phone}
              picked={picking?.isPicked(row.id) ?? false}
              archived={picking === null}
              onRestore={onRestore && (() => now.current.restore(row))}
              spoken={language.value}
              onPick={(reach) => now.current.picking?.[reach ? "reach" : "toggle"](row.id)}
            />
          );
        })}
      </div>
      {rows.loading && rows.hasMore && !isGrouped && (
        <div class="rows-more" aria-hidden="true">
          <Skeleton lines={2} />
        </div>
      )}
    </div>
  );
  return (
    <>
      {grid}
      {rows.problem && <ErrorNote problem={rows.problem} retry={rows.rows.length ? rows.more : rows.reload} />}
      <p class="unseen" role="status">
        {rows.rows.length > 0 && w("rowsShown", { n: rows.rows.length })}
      </p>
    </>
  );
}

const PICK = 40;
const ACT = 168;

/** The widths of the columns, and of all of them together. */
function shapeOf({ columns, widths, picking, onRestore }: Props): Record<string, string> {
  const title = widths.title ?? TITLE_WIDTH;
  const each = (width: number, share = width) => `minmax(${width}px, ${share}fr)`;
  const all = columns.map((field) => widthOf(field, widths));
  const template = [each(title, title * 1.5), ...all.map((width) => each(width))];
  if (picking) template.unshift("var(--pick)");
  if (onRestore) template.push(`${ACT}px`);
  const wide = all.reduce((sum, width) => sum + width, title + (picking ? PICK : 0) + (onRestore ? ACT : 0));
  return { "--columns": template.join(" "), "--wide": `${wide}px` };
}

type Walking = {
  index: number;
  entries: readonly Entry[];
  walk: (to: number, extend?: boolean) => void;
  picking: Picking | null;
  onRestore: Props["onRestore"];
  tall: number;
  place: HTMLElement | null;
};

function keysOf({ index, entries, walk, picking, onRestore, tall, place }: Walking) {
  return (event: KeyboardEvent) => {
    const entry = entries[index];
    if (!entry || event.ctrlKey || event.metaKey || event.altKey || !isRow(event.target)) return;
    if (isTurnedOff(event) || isSequence()) return;
    const page = Math.max(1, Math.floor((place?.clientHeight ?? 0) / tall) - 2);
    const steps: Record<string, (() => unknown) | undefined> = {
      ArrowDown: () => walk(index + 1, event.shiftKey),
      ArrowUp: () => walk(index - 1, event.shiftKey),
      j: () => walk(index + 1),
      k: () => walk(index - 1),
      PageDown: () => walk(index + page),
      PageUp: () => walk(index - page),
      Home: () => walk(0),
      End: () => walk(entries.length - 1),
      ...(entry.kind === "row" ? keysOfRow({ row: entry.row, picking, onRestore }) : keysOfHead(entry)),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
}

function keysOfRow({ row, picking, onRestore: restore }: { row: RecordOf } & Pick<Props, "picking" | "onRestore">) {
  const { id } = row;
  return {
    Enter: () => open(id),
    ...(restore && { r: () => restore(row) }),
    ...(picking && { x: () => picking.toggle(id), X: () => picking.reach(id), " ": () => picking.toggle(id) }),
  };
}

function keysOfHead(entry: Exclude<Entry, { kind: "row" }>): Record<string, () => unknown> {
  if (entry.kind === "more") return { Enter: entry.more, " ": entry.more };
  const turn = (open: boolean) => () => entry.open !== open && entry.toggle();
  return { Enter: entry.toggle, " ": entry.toggle, ArrowRight: turn(true), ArrowLeft: turn(false) };
}

export function open(id: string): void {
  const screen = screenOf(id);
  if (screen) go(screen);
}

const isRow = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && ["row", "grid", "treegrid"].includes(target.getAttribute("role") ?? "");

function show(place: HTMLElement | null, index: number, tall: number): void {
  if (!place) return;
  const head = place.querySelector<HTMLElement>(".rows-head")?.offsetHeight ?? 0;
  const top = index * tall;
  if (top < place.scrollTop) place.scrollTop = top;
  else if (top + tall + head > place.scrollTop + place.clientHeight) {
    place.scrollTop = top + tall + head - place.clientHeight;
  }
}

function focusRow(place: HTMLElement | null, id: string): void {
  place?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}
