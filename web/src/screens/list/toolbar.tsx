import { useEffect, useRef, useState } from "preact/hooks";
import { type FieldDef, labelOf, type Schema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { useKeys } from "@/shared/keys.ts";
import { Menu } from "@/shared/menu.tsx";
import { groupable } from "./asking.ts";
import { ColumnsDialog } from "./columns_dialog.tsx";
import type { Look } from "./look.ts";
import { orderName } from "./sorting.ts";
import type { ListState } from "./state.ts";
import { w } from "./words.ts";

type Props = {
  schema: Schema;
  state: ListState;
  look: Look;
  /** It is shown as it was put together: nothing is searched in it, and it has no other order. */
  isStatic: boolean;
  /** It comes in the order in which that was done, and in no other. */
  isArchived: boolean;
  onState: (changed: Partial<ListState>, replace?: boolean) => void;
  onColumns: (names: string[]) => void;
};

/** The text that is searched for, the order, the columns, the groups. */
export function Toolbar({ schema, state, look, isStatic, isArchived, onState, onColumns }: Props) {
  const [choosing, setChoosing] = useState(false);
  const groups = isArchived ? [] : groupable(schema);
  return (
    <>
      {!isStatic && <SearchBox text={state.q} onText={(q) => onState({ q }, true)} />}
      {!isStatic && !isArchived && (
        <Menu
          label={w("sort")}
          text={look.sort ? orderText(look.sort, schema.type) : w("sort")}
          icon="sort"
          items={[
            { label: w("usualOrder"), checked: !look.sort, run: () => onState({ sort: undefined }) },
            ...schema.sorts
              .flatMap((sort) => [sort, `-${sort}`])
              .map((sort) => ({
                label: orderText(sort, schema.type),
                checked: look.sort === sort,
                run: () => onState({ sort }),
              })),
          ]}
        />
      )}
      {groups.length > 0 && (
        <Menu
          label={w("groupBy")}
          text={look.group ? `${w("group")}: ${labelOf(look.group)}` : w("group")}
          icon="group"
          items={[
            { label: w("noGroup"), checked: !look.group, run: () => onState({ group: null, display: undefined }) },
            ...groups.map((field) => ({
              label: labelOf(field),
              checked: look.group?.name === field.name,
              run: () => onState({ group: field.name }),
            })),
          ]}
        />
      )}
      {groups.length > 0 && <Displays look={look} groups={groups} onState={onState} />}
      <Button kind="quiet" icon="columns" onClick={() => setChoosing(true)}>
        {w("columns")}
      </Button>
      {choosing && (
        <ColumnsDialog
          schema={schema}
          columns={look.columns}
          onClose={() => setChoosing(false)}
          onColumns={(names) => {
            setChoosing(false);
            onColumns(names);
          }}
        />
      )}
    </>
  );
}

const orderText = (sort: string, type: string): string =>
  sort.startsWith("-") ? w("reversed", { name: orderName(sort, type) }) : orderName(sort, type);

function Displays({ look, groups, onState }: Pick<Props, "look" | "onState"> & { groups: readonly FieldDef[] }) {
  const stage = look.group ?? groups.find((field) => /stage|status|state/.test(field.name)) ?? groups[0];
  const asBoard = () => onState({ display: "board", group: stage?.name ?? null });
  return (
    <fieldset class="row displays" aria-label={w("view")}>
      <Button
        kind="quiet"
        icon="list"
        label={w("table")}
        aria-pressed={look.display === "table"}
        onClick={() => onState({ display: "table" })}
      />
      <Button kind="quiet" icon="board" label={w("board")} aria-pressed={look.display === "board"} onClick={asBoard} />
    </fieldset>
  );
}

const PAUSE = 220;

/** Asks when somebody pauses; what is typed is never taken away by an answer. */
function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text !== told.current) setTyped(text);
    told.current = text;
  }, [text]);
  useEffect(() => {
    if (typed.trim() === told.current) return;
    const wait = setTimeout(() => {
      told.current = typed.trim();
      onText(typed.trim());
    }, PAUSE);
    return () => clearTimeout(wait);
  }, [typed]);
  useKeys({ f: () => place.current?.querySelector("input")?.focus() });
  return (
    <div class="search-box" ref={place}>
      <TextField
        label={w("search")}
        hideLabel
        type="search"
        placeholder={w("search")}
        value={typed}
        onValue={setTyped}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          document.querySelector<HTMLElement>('.rows [role="row"][tabindex="0"], .card-item[tabindex="0"]')?.focus();
        }}
      />
    </div>
  );
}
