import type { RecordOf } from "@/api/records.ts";
import { type FieldDef, fieldOf, type Schema } from "@/fields/index.ts";
import { both, textCriteria } from "./asking.ts";
import { columnsOf, preferredOf, usual } from "./columns.ts";
import type { Source } from "./rows.ts";
import type { Criteria, Display, ListState } from "./state.ts";
import type { Selection } from "./views.ts";

/** A saved view, as the API keeps it. */
export type View = RecordOf & {
  name: string;
  of: string;
  selection?: { id: string; title?: string | null } | null;
  criteria?: Criteria | null;
  columns?: string[];
  sort?: string | null;
  group_by?: string | null;
  for_role?: string | null;
  display?: Display;
  position?: number;
  restricted?: boolean;
  locked?: boolean;
  owner?: { id: string; title?: string | null } | null;
  access?: { who: { id: string; title?: string | null }; level: string }[];
};

/** What a list looks like in the end: what its address says, else its view, else what the reader prefers. */
export type Look = {
  view: View | null;
  selection: string | null;
  criteria: Criteria | null;
  sort: string | undefined;
  columns: FieldDef[];
  group: FieldDef | null;
  display: Display;
  source: Source;
  /** It differs from the view that is chosen. */
  changed: boolean;
};

/** What is newest is looked for first. */
const USUAL: Record<string, string> = { activity: "-at", document: "-updated_at" };

/** Of a selection by criteria these are asked together with what is filtered besides; one that was put together one by
 * one is shown as it is. */
export function lookOf(schema: Schema, state: ListState, view: View | null, chosen: Selection | null): Look {
  const selection = selectionOf(state, view);
  const isStatic = selection !== null && chosen?.kind !== "dynamic";
  const criteria = state.criteria === undefined ? (view?.criteria ?? null) : state.criteria;
  const sort = state.archived ? undefined : (sortable(schema, state.sort) ?? sortable(schema, view?.sort));
  const named =
    state.columns ?? (view?.columns?.length ? view.columns : (preferredOf(schema.type).columns ?? usual(schema)));
  const by = state.group === undefined ? view?.group_by : state.group;
  const group = state.archived ? null : (fieldOf(schema, by ?? "") ?? null);
  const wanted = state.display ?? view?.display ?? "table";
  return {
    view,
    selection,
    criteria,
    sort,
    columns: columnsOf(schema, named),
    group,
    display: wanted === "board" && group ? "board" : "table",
    source: {
      plural: schema.plural,
      criteria: both(chosen?.criteria as Criteria | null, criteria, textCriteria(schema, state.q)),
      sort: state.archived ? undefined : (sort ?? sortable(schema, USUAL[schema.type])),
      selection: isStatic ? selection : null,
      archived: state.archived,
    },
    changed: isChanged(state),
  };
}

export const selectionOf = (state: ListState, view: View | null): string | null =>
  state.selection ?? view?.selection?.id ?? null;

const isChanged = (state: ListState): boolean =>
  state.criteria !== undefined ||
  state.sort !== undefined ||
  state.columns !== undefined ||
  state.group !== undefined ||
  state.display !== undefined;

function sortable(schema: Schema, sort: string | null | undefined): string | undefined {
  return sort && schema.sorts.includes(sort.replace(/^-/, "")) ? sort : undefined;
}

/** The view that is named, or the one with which people of this role begin. */
export function viewOf(views: readonly View[], state: ListState, role: string | undefined): View | null {
  if (state.view) return views.find((view) => view.id === state.view) ?? null;
  if (!state.archived && isPlain(state)) return views.find((view) => view.for_role && view.for_role === role) ?? null;
  return null;
}

export const isPlain = (state: ListState): boolean => !isChanged(state) && !state.q && !state.selection;
