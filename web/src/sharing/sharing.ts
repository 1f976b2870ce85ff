/** With whom something of one's own is shared, such as a view, a selection or a report. */
export type Sharing = {
  name: string;
  share: "me" | "some" | "all";
  with: { id: string; title: string }[];
  locked: boolean;
};
type Shareable = {
  name?: string;
  restricted?: boolean;
  locked?: boolean;
  access?: { who: { id: string; title?: string | null }; level: string }[];
};

export function sharingOf(record: Shareable | null): Sharing {
  const some = (record?.access ?? []).map(({ who }) => ({ id: who.id, title: who.title ?? who.id }));
  const share = record?.restricted === false ? "all" : some.length > 0 ? "some" : "me";
  return { name: record?.name ?? "", share, with: some, locked: record?.locked ?? false };
}

/** As the API takes it. */
export function sharedBody(sharing: Sharing): Record<string, unknown> {
  const level = sharing.locked ? "read" : "edit";
  const access = sharing.share === "some" ? sharing.with.map(({ id }) => ({ who: { id }, level })) : [];
  return { name: sharing.name.trim(), restricted: sharing.share !== "all", locked: sharing.locked, access };
}
