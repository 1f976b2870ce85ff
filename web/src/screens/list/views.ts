import { asked, type Query, stale, useQuery } from "@/api/query.ts";
import {
  archiveRecord,
  changeRecord,
  createRecord,
  listRecords,
  type RecordOf,
  readRecord,
  restoreRecord,
} from "@/api/records.ts";
import { roleOf, type Sharing, sharedBody } from "@/sharing/sharing.ts";
import { isNone } from "./asking.ts";
import type { Look, View } from "./look.ts";

const TEN_MINUTES = 600_000;
const MOST = 200;

export type Selection = RecordOf & {
  name: string;
  of: string;
  kind: "dynamic" | "static";
  criteria?: unknown;
  size?: number | null;
  locked?: boolean;
};

const place = (type: string): string => `/v1/views?of=${type}`;

export function useViews(type: string | null): Query<View[]> {
  return useQuery(type ? place(type) : null, loaded(type ?? ""), TEN_MINUTES);
}

const loaded = (type: string) => async () =>
  (await listRecords<View>("views", { of: type, limit: MOST, sort: "position" })).data;

/** The views as they are now; who goes to one that was just saved finds it. */
const anew = (type: string): Promise<View[]> => asked(place(type), loaded(type), -1);

/** Asked for where somebody opens the list of them. */
export function useSelections(type: string, open: boolean): Query<Selection[]> {
  const load = async () => (await listRecords<Selection>("selections", { of: type, limit: MOST })).data;
  return useQuery(open ? `/v1/selections?of=${type}` : null, load);
}

export const useSelection = (id: string | null): Query<Selection> =>
  useQuery(id ? `/v1/selections/${id}` : null, async () => (await readRecord("selections", id as string)) as Selection);

export async function saveView(type: string, look: Look, sharing: Sharing, view: View | null): Promise<View> {
  const role = roleOf(sharing);
  const given = role === (view?.for_role ?? null) ? {} : { for_role: role }; // only who manages access may say it
  const body = { ...sharedBody(sharing), ...lookBody(look), ...given };
  const saved = view
    ? await changeRecord("views", view.id, body, view.version)
    : await createRecord("views", { of: type, ...body });
  await anew(type);
  return saved as View;
}

/** What of a look a view keeps. */
export function lookBody(look: Look): Record<string, unknown> {
  return {
    columns: look.columns.map((field) => field.name),
    sort: look.sort ?? null,
    group_by: look.group?.name ?? null,
    display: look.display,
    ...ofWhich(look),
  };
}

/** A view is of a selection or of what meets criteria, not of both. */
function ofWhich(look: Look): Record<string, unknown> {
  if (look.selection && isNone(look.criteria)) return { selection: { id: look.selection }, criteria: null };
  return { selection: null, criteria: look.selection ? look.source.criteria : look.criteria };
}

export async function keepLook(type: string, look: Look, view: View): Promise<View> {
  const saved = await changeRecord("views", view.id, lookBody(look), view.version);
  await anew(type);
  return saved as View;
}

export async function dropView(view: View): Promise<void> {
  await archiveRecord("views", view.id);
  stale(place(view.of));
}

export async function bringBackView(view: View): Promise<void> {
  await restoreRecord("views", view.id);
  stale(place(view.of));
}

export async function saveSelection(type: string, criteria: unknown, sharing: Sharing): Promise<Selection> {
  const made = await createRecord("selections", { of: type, kind: "dynamic", criteria, ...sharedBody(sharing) });
  stale("/v1/selections");
  return made as Selection;
}
