import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { me } from "@/api/session.ts";
import { type Schema, typeNames } from "@/fields/index.ts";
import { countOf, type Those } from "@/jobs/job.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Skeleton } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { go } from "@/shell/routing.ts";
import { number } from "@/words/format.ts";
import { ArchivedNote } from "./archived.tsx";
import { isNone } from "./asking.ts";
import { Board } from "./board.tsx";
import { BulkBar } from "./bulk.tsx";
import { Export } from "./bulk_dialogs.tsx";
import { ARCHIVED_AT, preferFor, preferredOf, titleField } from "./columns.ts";
import { entriesOf, useGrouped } from "./entries.ts";
import { Facets } from "./facets.tsx";
import { thoseOf, useGroups } from "./groups.ts";
import { type Look, lookOf, type View } from "./look.ts";
import { usePicking } from "./picking.ts";
import { useRestoring } from "./restoring.ts";
import { keyOf, type Rows, useRows } from "./rows.ts";
import { addressOf, type ListState } from "./state.ts";
import { Table } from "./table.tsx";
import { Toolbar } from "./toolbar.tsx";
import type { Selection } from "./views.ts";
import { ViewsMenu } from "./views_menu.tsx";
import { w } from "./words.ts";

type Looked = {
  schema: Schema;
  path: string;
  state: ListState;
  views: readonly View[];
  view: View | null;
  selection: Selection | null;
};

/** The rows of a look, and all that changes the look. */
export function Listing({ schema, path, state, views, view, selection }: Looked) {
  const preferred = me.value?.preferences;
  const look = useMemo(() => lookOf(schema, state, view, selection), [schema, state, view, selection, preferred]);
  const isStatic = look.source.selection !== null;
  const grouped = useGroups(schema, look.group ? look.source : null, look.group);
  const plain = useRows(look.group ? null : look.source);
  const { rows, restore } = useRestoring(schema, look.group ? grouped.whole : plain);
  const isArchived = look.source.archived === true;
  const columns = useMemo(() => (isArchived ? [ARCHIVED_AT, ...look.columns] : look.columns), [look]);
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
  const listed = thoseOf(schema, look.source);
  const names = [titleField(schema), ...look.columns].map((field) => field.name);
  const [exporting, setExporting] = useState<number | null>(null);
  const exportAll = (those: Those) => countOf(those).then(({ count }) => setExporting(count), complain);
  return (
    <>
      <div class="toolbar">
        <ViewsMenu
          {...{ schema, path, look, views, selection }}
          goTo={(address) => go(address)}
          onExport={schema.actions.includes("export") ? () => exportAll(listed) : null}
        />
        {rows.rows.length > 0 && (
          <span class="small faint">
            {rows.hasMore ? w("atLeast", { n: number(rows.rows.length) }) : number(rows.rows.length)}
          </span>
        )}
        <Toolbar
          schema={schema}
          state={state}
          look={look}
          isStatic={isStatic}
          isArchived={isArchived}
          onState={change}
          onColumns={show}
        />
      </div>
      {!isStatic && <Facets schema={schema} criteria={look.criteria} onCriteria={(criteria) => change({ criteria })} />}
      {isArchived && <ArchivedNote path={path} />}
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
            columns={columns}
            widths={widths.widths}
            onWidth={widths.onWidth}
            rows={rows}
            entries={entries}
            picking={isArchived ? null : picking}
            onRestore={isArchived ? restore : null}
            sorting={{
              sorts: isStatic || isArchived ? [] : schema.sorts,
              sort: look.sort,
              onSort: (sort) => change({ sort }),
            }}
          />
        )}
      </Body>
      {exporting !== null && (
        <Export
          schema={schema}
          those={listed}
          count={exporting}
          columns={names}
          onDone={() => undefined}
          onClose={() => setExporting(null)}
        />
      )}
      {!isArchived && (
        <BulkBar
          schema={schema}
          listed={listed}
          columns={names}
          picking={picking}
          hasMore={rows.hasMore}
          shown={rows.rows.length}
          selection={look.source.selection ?? null}
        />
      )}
    </>
  );
}

type Around = { rows: Rows; look: Look; state: ListState; clear: () => void; children: ComponentChildren };

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
  if (state.archived) return <Empty title={w("noneArchived")}>{w("noneArchivedHelp")}</Empty>;
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
