import { useMemo, useState } from "preact/hooks";
import { may, me } from "@/api/session.ts";
import { type Schema, typeNames, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Page, Shown, Skeleton } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { number } from "@/words/format.ts";
import { isNone } from "./asking.ts";
import { Board } from "./board.tsx";
import { BulkBar } from "./bulk.tsx";
import { preferFor, preferredOf, titleField } from "./columns.ts";
import { entriesOf, useGrouped } from "./entries.ts";
import { Facets } from "./facets.tsx";
import { thoseOf, useGroups } from "./groups.ts";
import { type Look, lookOf, type View, viewOf } from "./look.ts";
import { Making } from "./making.tsx";
import { usePicking } from "./picking.ts";
import { typeOfPlace } from "./place.ts";
import { keyOf, type Rows, useRows } from "./rows.ts";
import { type Asked, addressOf, type ListState, readState } from "./state.ts";
import { Table } from "./table.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useSelection, useViews } from "./views.ts";
import { ViewsMenu } from "./views_menu.tsx";
import { w } from "./words.ts";
import "./style.css";
import "./rows.css";
import "./board.css";

type Props = { path: string; query?: Asked };

/** All records of a type, as its schema and the chosen view say: a table, groups or a board. */
export default function List({ path, query = {} }: Props) {
  const type = typeOfPlace(path);
  const schema = useSchema(type);
  const views = useViews(may("view.read") ? type : null);
  const state = useMemo(() => readState(query), [JSON.stringify(query)]);
  const selection = useSelection(state.selection);
  const known = views.data ?? (views.problem || !may("view.read") ? [] : undefined);
  const title = selection.data?.name ?? typeNames(type);
  if (schema.problem?.status === 404) {
    return (
      <Page title={typeNames(type)}>
        <Empty title={w("noSuchType")} />
      </Page>
    );
  }
  return (
    <Page title={title} wide actions={schema.data && <Making schema={schema.data} />}>
      <Shown asked={schema} lines={8}>
        {(told) =>
          known ? (
            <Listing schema={told} path={path} state={state} views={known} selection={selection.data ?? null} />
          ) : (
            <Skeleton lines={8} />
          )
        }
      </Shown>
    </Page>
  );
}

type Looked = {
  schema: Schema;
  path: string;
  state: ListState;
  views: readonly View[];
  selection: Parameters<typeof ViewsMenu>[0]["selection"];
};

function Listing({ schema, path, state, views, selection }: Looked) {
  const wanted = viewOf(views, state, me.value?.role);
  const preferred = me.value?.preferences;
  const look = useMemo(() => lookOf(schema, state, wanted), [schema, state, wanted, preferred]);
  const grouped = useGroups(schema, look.group ? look.source : null, look.group);
  const plain = useRows(look.group ? null : look.source);
  const rows = look.group ? grouped.whole : plain;
  const key = `${path} ${keyOf(look.source)} ${look.group?.name ?? ""}`;
  const sections = useGrouped(grouped, key);
  const flat = useMemo(() => entriesOf(rows.rows), [rows.rows]);
  const entries = look.group ? sections : flat;
  const ids = useMemo(() => entries.flatMap((entry) => (entry.kind === "row" ? [entry.row.id] : [])), [entries]);
  const picking = usePicking(key, ids);
  const change = (changed: Partial<ListState>, replace = false) =>
    go(addressOf(path, { ...state, view: look.view?.id ?? state.view, ...changed }), replace);
  const show = (names: string[]) => {
    if (look.view) return change({ columns: names });
    preferFor(schema.type, { columns: names }).catch(complain);
    if (state.columns) change({ columns: undefined }, true);
  };
  const widths = useWidths(schema.type);
  return (
    <>
      <div class="toolbar">
        <ViewsMenu {...{ schema, path, look, views, selection }} goTo={(address) => go(address)} />
        {rows.rows.length > 0 && (
          <span class="small faint">
            {rows.hasMore ? w("atLeast", { n: number(rows.rows.length) }) : number(rows.rows.length)}
          </span>
        )}
        <Toolbar schema={schema} state={state} look={look} onState={change} onColumns={show} />
      </div>
      {!look.selection && (
        <Facets schema={schema} criteria={look.criteria} onCriteria={(criteria) => change({ criteria })} />
      )}
      <Body rows={rows} look={look} state={state} clear={() => change({ criteria: null, q: "" })}>
        {look.display === "board" && look.group ? (
          <Board
            schema={schema}
            field={look.group}
            title={titleField(schema)}
            columns={look.columns}
            grouped={grouped}
          />
        ) : (
          <Table
            label={typeNames(schema.type)}
            listKey={key}
            title={titleField(schema)}
            columns={look.columns}
            widths={widths.widths}
            onWidth={widths.onWidth}
            rows={rows}
            entries={entries}
            picking={picking}
            sorting={{ sorts: look.selection ? [] : schema.sorts, sort: look.sort, onSort: (sort) => change({ sort }) }}
          />
        )}
      </Body>
      <BulkBar
        schema={schema}
        listed={thoseOf(schema, look.source)}
        columns={[titleField(schema), ...look.columns].map((field) => field.name)}
        picking={picking}
        hasMore={rows.hasMore}
        shown={rows.rows.length}
      />
    </>
  );
}

type Around = { rows: Rows; look: Look; state: ListState; clear: () => void; children: preact.ComponentChildren };

/** What stands in the place of the rows while there are none. */
function Body({ rows, look, state, clear, children }: Around) {
  if (rows.rows.length > 0) return <>{children}</>;
  if (rows.problem) return <ErrorNote problem={rows.problem} retry={rows.reload} />;
  if (rows.waiting || rows.loading) return <Skeleton lines={10} />;
  if (state.q || !isNone(look.criteria)) {
    return (
      <Empty title={w("noneFound")} action={<Button onClick={clear}>{w("clearFilters")}</Button>}>
        {w("noneFoundHelp")}
      </Empty>
    );
  }
  return <Empty title={w("emptyTitle")}>{w("emptyHelp")}</Empty>;
}

const SETTLED = 800;
let saving: ReturnType<typeof setTimeout> | undefined;

/** Columns follow the hand at once, and are kept when it rests. */
function useWidths(type: string) {
  const [widths, setWidths] = useState(() => preferredOf(type).widths ?? {});
  const onWidth = (name: string, width: number) => {
    const next = { ...widths, [name]: width };
    setWidths(next);
    clearTimeout(saving);
    saving = setTimeout(() => preferFor(type, { widths: next }).catch(complain), SETTLED);
  };
  return { widths, onWidth };
}
