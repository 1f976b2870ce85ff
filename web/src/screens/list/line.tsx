// biome-ignore-all lint/a11y/useSemanticElements: of a grid only what is in sight is drawn; a table element has all
// biome-ignore-all lint/a11y/useFocusableInteractive: its rows have the focus, and not their cells
import { Component } from "preact";
import { type RecordOf, screenOf } from "@/api/records.ts";
import { type FieldDef, FieldValue, labelOf } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { common } from "@/shared/words.ts";
import { isNumber } from "./columns.ts";
import { nameOf, valueIn } from "./naming.ts";
import { open } from "./table.tsx";
import { w } from "./words.ts";

/** Where a line stands, and whether the keys walked to it. */
export type Standing = { nth: number; top: number; walked: boolean; onWalked: () => void };
type Props = Standing & {
  id: string;
  row: RecordOf;
  title: FieldDef;
  columns: readonly FieldDef[];
  phone: boolean;
  picked: boolean;
  /** All of the list were archived: none is picked, and each can be brought back by who may. */
  archived: boolean;
  onRestore: (() => unknown) | null;
  /** The language that its values are told in. */
  spoken: string;
  onPick: (reach: boolean) => void;
};

/** One record. It is drawn anew where something of it differs only, so that scrolling stays smooth; what it calls may
 * therefore be that of an earlier time, and must not mind. */
export class Line extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return SEEN.some((name) => next[name] !== this.props[name]);
  }

  render() {
    return <Drawn {...this.props} />;
  }
}

const SEEN = [
  "id",
  "row",
  "nth",
  "top",
  "title",
  "columns",
  "phone",
  "picked",
  "archived",
  "walked",
  "spoken",
] as const;

/** On a phone its name with what it has of the first columns beneath. */
function Drawn(props: Props) {
  const { id, row, nth, top, title, columns, phone, picked, archived, walked, onWalked, onPick, onRestore } = props;
  const name = nameOf(row, title);
  const screen = screenOf(row.id);
  const pressed = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest("a, button, input, label")) return;
    if (!archived && (event.shiftKey || event.ctrlKey || event.metaKey)) return onPick(event.shiftKey);
    if (getSelection()?.toString()) return;
    open(row.id);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys of all of its rows
    <div
      role="row"
      class={picked ? "line picked" : "line"}
      data-id={id}
      aria-rowindex={nth + 2}
      aria-selected={archived ? undefined : picked}
      tabIndex={walked ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={onWalked}
      onClick={pressed}
    >
      {!archived && <Picker name={name} picked={picked} onPick={onPick} />}
      <span role="gridcell" class="cut line-title">
        {screen ? (
          <a href={screen} tabIndex={-1}>
            {name}
          </a>
        ) : (
          name
        )}
        {row.archived_at && !archived && <Badge tone="warn">{w("archived")}</Badge>}
      </span>
      {phone ? (
        <Beneath row={row} columns={columns} />
      ) : (
        columns.map((field) => <Cell key={field.name} row={row} field={field} />)
      )}
      {onRestore && (
        <span role="gridcell" class="act">
          <Button
            kind="quiet"
            icon="restore"
            tabIndex={walked ? 0 : -1}
            aria-label={`${common("restore")}: ${name}`}
            aria-keyshortcuts="r"
            onClick={onRestore}
          >
            {common("restore")}
          </Button>
        </span>
      )}
    </div>
  );
}

function Picker({ name, picked, onPick }: { name: string } & Pick<Props, "picked" | "onPick">) {
  return (
    <span role="gridcell" class="pick">
      <label>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={picked}
          ref={(input) => {
            if (input) input.checked = picked; // where a press changed nothing
          }}
          aria-label={w("pick", { name })}
          onClick={(event) => onPick(event.shiftKey)}
        />
      </label>
    </span>
  );
}

function Cell({ row, field }: { row: RecordOf; field: FieldDef }) {
  return (
    <span role="gridcell" class={isNumber(field) ? "cut number" : "cut"}>
      <FieldValue field={field} value={valueIn(row, field)} plain />
    </span>
  );
}

const BENEATH = 3;

/** A number says nothing without its name. */
function Beneath({ row, columns }: { row: RecordOf; columns: readonly FieldDef[] }) {
  const told = columns.filter((field) => isTold(valueIn(row, field))).slice(0, BENEATH);
  return (
    <span role="gridcell" class="cut beneath">
      {told.map((field) => (
        <span key={field.name}>
          <span class={isNumber(field) ? undefined : "unseen"}>{labelOf(field)}: </span>
          <FieldValue field={field} value={valueIn(row, field)} plain />
        </span>
      ))}
    </span>
  );
}

const isTold = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
