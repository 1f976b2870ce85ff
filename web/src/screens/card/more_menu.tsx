import { api, got } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { archiveRecord, restoreRecord } from "@/api/records.ts";
import { may, me } from "@/api/session.ts";
import { restoreRefused } from "@/editing/restore_refused.ts";
import { copy } from "@/shared/copy.ts";
import { Menu, type MenuItem } from "@/shared/menu.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { supplies } from "./body.tsx";
import { type Card, isOfPerson, isParty, PLURALS, useCard } from "./card.ts";
import { exportCard } from "./export_card.ts";
import { toggleFollowing } from "./following.ts";
import { w } from "./words.ts";

export function MoreMenu() {
  const card = useCard();
  return <Menu label={w("more")} kind="plain" items={items(card)} />;
}

function items(card: Card): (MenuItem | false)[] {
  const { type, record, open, can, show } = card;
  const party = isParty(type) ? PLURALS[type] : null;
  const alike = party !== null || type === "address";
  const isPerson = isOfPerson(type, record);
  const invitable = type === "contact" || (type === "relation" && record.kind === "person");
  return [
    alike && can("merge") && { label: w("lookForDuplicates"), icon: "merge", run: () => open({ what: "duplicates" }) },
    type === "relation" &&
      isOfMyTeam(record) &&
      can("edit") && { label: w("take"), icon: "check", run: () => take(card) },
    type === "relation" &&
      can("edit") && { label: w("handOver"), icon: "share", run: () => open({ what: "hand_over" }) },
    party !== null &&
      !record.archived_at && {
        label: w("copyDossierAddress"),
        icon: "mail",
        run: () => copyAddress(party, record.id),
      },
    party !== null &&
      can("export") && { label: w("exportCard"), icon: "download", run: () => exportCard(type, record.id) },
    invitable && can("invite") && { label: w("invite"), icon: "person", run: () => open({ what: "invite" }) },
    may("selection.edit") &&
      !record.archived_at && { label: w("putIntoSelection"), icon: "list", run: () => open({ what: "selection" }) },
    type === "relation" &&
      may("supply.read") &&
      !supplies(record) && { label: w("supplies"), icon: "tag", run: () => show("supplies") },
    card.whole.following === undefined && {
      label: w("followOrNot"),
      icon: "bell",
      run: () => toggleFollowing(record.id, card.title),
    },
    { label: w("whoMaySee"), icon: "eye", run: () => open({ what: "access" }) },
    type === "contact" && can("edit") && { label: w("ownPerson"), icon: "person", run: () => open({ what: "person" }) },
    isPerson && may("consent.read") && { label: w("consents"), icon: "check", run: () => show("consents") },
    { label: w("history"), icon: "clock", run: () => show("history") },
    isPerson &&
      can("erase") && { label: w("forget"), icon: "close", danger: true, run: () => open({ what: "forget" }) },
    can("delete") && { label: common("archive"), icon: "archive", danger: true, run: () => archiveCard(card) },
  ];
}

/** Whether a team owns it that the reader is one of. */
function isOfMyTeam(record: Record<string, unknown>): boolean {
  const owner = record.owner as { id: string } | undefined;
  const mine = (me.value as { teams?: { id: string }[] } | null)?.teams ?? [];
  return owner !== undefined && mine.some((team) => team.id === owner.id);
}

async function take({ record, title, reload }: Card): Promise<void> {
  try {
    await api.POST("/v1/relations/{id}/take", { params: { path: { id: record.id } }, body: {} });
    say(w("taken", { title }));
    await reload();
  } catch (error) {
    complain(error);
  }
}

async function copyAddress(plural: "relations" | "contacts", id: string): Promise<void> {
  try {
    const { address } = await got(api.GET(`/v1/${plural}/{id}/dossier-address`, { params: { path: { id } } }));
    await copy(address, w("dossierAddressCopied", { address }), { short: true });
  } catch (error) {
    complain(error);
  }
}

async function archiveCard(card: Card): Promise<void> {
  const { plural, record, title, reload } = card;
  try {
    await archiveRecord(plural, record.id);
    stale(`/v1/${plural}/search`);
    say(w("isArchived", { title }), { undo: () => restoreCard(card) });
    await reload();
  } catch (error) {
    complain(error);
  }
}

export async function restoreCard({ type, plural, record, title, reload }: Card): Promise<void> {
  try {
    await restoreRecord(plural, record.id);
    stale(`/v1/${plural}/search`);
    say(w("isRestored", { title }));
    await reload();
  } catch (error) {
    restoreRefused(error, type, record, title);
  }
}
