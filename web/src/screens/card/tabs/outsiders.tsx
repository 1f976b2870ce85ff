import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { archiveRecord, restoreRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { ago } from "@/words/format.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Outsider = Schemas["KnownOutsider"];
const REACHES = {
  own: "reachOwn",
  company: "reachCompany",
  subsidiaries: "reachSubsidiaries",
  group: "reachGroup",
  list: "reachList",
} as const;
const STATUSES = { invited: "isInvited", active: "isActive", disabled: "isDisabled", removed: "isRemoved" } as const;

/** Who from outside signs in and sees something of the relation, and how much. */
export function OutsidersTab() {
  const { record, open, can } = useCard();
  const address = `/v1/relations/${record.id}/outsiders`;
  const asked = useQuery(address, (signal) =>
    got(api.GET("/v1/relations/{id}/outsiders", { params: { path: { id: record.id } }, signal })),
  );
  const end = async (who: Outsider) => {
    try {
      await archiveRecord("ties", who.tie);
      stale(address);
      const undo = async () => {
        await restoreRecord("ties", who.tie);
        stale(address);
      };
      say(w("tieEnded", { name: who.name }), { undo });
    } catch (error) {
      complain(error);
    }
  };
  const help = record.kind === "person" ? null : w("inviteContacts");
  return (
    <Shown asked={asked}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty
            title={w("noOutsiders")}
            action={
              record.kind === "person" && can("invite") ? (
                <Button onClick={() => open({ what: "invite" })}>{w("invite")}</Button>
              ) : null
            }
          >
            {help}
          </Empty>
        ) : (
          <ul class="list">
            {data.map((each) => (
              <li key={each.tie} class="row between">
                <div class="grow">
                  <p>
                    {each.contact ? <a href={`/contacts/${each.contact}`}>{each.name}</a> : each.name}{" "}
                    <Badge tone={each.status === "active" ? "good" : "plain"}>
                      {w(STATUSES[each.status as keyof typeof STATUSES] ?? "isInvited")}
                    </Badge>
                  </p>
                  <p class="faint small">
                    {[each.part, w(REACHES[each.reach as keyof typeof REACHES] ?? "reachCompany"), each.email]
                      .filter(Boolean)
                      .join(" · ")}
                    {" · "}
                    {each.last_sign_in_at ? w("lastSignIn", { when: ago(each.last_sign_in_at) }) : w("neverSignedIn")}
                  </p>
                </div>
                {may("tie.delete") && (
                  <Button kind="quiet" onClick={() => end(each)}>
                    {w("endTie")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Shown>
  );
}
