import { addressed } from "@/api/send.ts";

/** How a list is looked at, as its address holds it: it can be shared, and Back works. What the address does not say is
 * that of the view. */
export type Display = "table" | "board";
export type ListState = {
  /** Those that were archived, in place of the others: all of them, of no view and no selection. */
  archived: boolean;
  view: string | null;
  selection: string | null;
  q: string;
  /** undefined: those of the view; null: none although the view has some. */
  criteria: Criteria | null | undefined;
  sort: string | undefined;
  columns: string[] | undefined;
  group: string | null | undefined;
  display: Display | undefined;
};
export type Criteria = Record<string, unknown>;
export type Asked = Record<string, string | undefined>;

export function readState(query: Asked): ListState {
  const archived = query.archived === "1";
  return {
    archived,
    view: (!archived && query.view) || null,
    selection: (!archived && query.selection) || null,
    q: query.q ?? "",
    criteria: query.criteria === undefined ? undefined : parsed(query.criteria),
    sort: query.sort || undefined,
    columns: query.columns ? query.columns.split(",").filter(Boolean) : undefined,
    group: query.group === undefined ? undefined : query.group || null,
    display: query.display === "board" || query.display === "table" ? query.display : undefined,
  };
}

/** The address of a list as it is looked at; `none` stands for criteria that are left out although the view has some. */
export function addressOf(path: string, state: Partial<ListState>): string {
  const plain = addressed(path, {
    archived: state.archived ? "1" : undefined,
    view: state.view,
    selection: state.selection,
    q: state.q,
    criteria:
      state.criteria === undefined ? undefined : state.criteria === null ? "none" : JSON.stringify(state.criteria),
    sort: state.sort,
    columns: state.columns?.join(","),
    display: state.display,
  });
  if (state.group === undefined) return plain;
  return `${plain}${plain.includes("?") ? "&" : "?"}group=${encodeURIComponent(state.group ?? "")}`;
}

/** Anybody may have written what stands in an address: what is no object is none. */
function parsed(text: string): Criteria | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Criteria) : null;
  } catch {
    return null;
  }
}
