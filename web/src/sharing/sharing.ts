/** With whom something of one's own is shared, such as a view, a selection or a report. */
export type Sharing = {
  name: string;
  share: "me" | "some" | "all";
  with: { id: string; title: string }[];
  locked: boolean;
  /** Of a view: the role whose users begin with it. */
  role: string | null;
};
type Shareable = {
  name?: string;
  restricted?: boolean;
  locked?: boolean;
  for_role?: string | null;
  access?: { who: { id: string; title?: string | null }; level: string }[];
};

export function sharingOf(record: Shareable | null): Sharing {
  const some = (record?.access ?? []).map(({ who }) => ({ id: who.id, title: who.title ?? who.id }));
  const share = record?.restricted === false ? "all" : some.length > 0 ? "some" : "me";
  return {
    name: record?.name ?? "",
    share,
    with: some,
    locked: record?.locked ?? false,
    role: record?.for_role ?? null,
  };
}

/** Which role begins with it; what only its owner sees nobody begins with. */
export const roleOf = ({ share, role }: Sharing): string | null => (share === "me" ? null : role);

/** As the API takes it. */
export function sharedBody(sharing: Sharing): Record<string, unknown> {
  const level = sharing.locked ? "read" : "edit";
  const access = sharing.share === "some" ? sharing.with.map(({ id }) => ({ who: { id }, level })) : [];
  return { name: sharing.name.trim(), restricted: sharing.share !== "all", locked: sharing.locked, access };
}
