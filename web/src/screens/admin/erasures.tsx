import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { typeName } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { useChosen } from "@/shell/in_address.ts";
import { day } from "@/words/format.ts";
import { Copies } from "./copies.tsx";
import { EraseDialog } from "./erase_dialog.tsx";
import { e } from "./erasure_words.ts";
import { useUsers } from "./users.tsx";

type Erasure = Schemas["Erasure"];
const PATH = "/v1/erasures";
const TONES = { waiting: "accent", running: "accent", done: "good", stopped: "bad", cancelled: "plain" } as const;

/** Who was to be forgotten, and who was given all that is kept of them. */
export default function Erasures() {
  const mayCopy = may("privacy_export.list");
  const [tab, setTab] = useChosen<string>("tab", mayCopy ? ["erasures", "copies"] : ["erasures"]);
  const tabs = [{ key: "erasures", label: e("erasures") }, ...(mayCopy ? [{ key: "copies", label: e("copies") }] : [])];
  return (
    <Tabs label={e("erasures")} tabs={tabs} chosen={tab} onChoose={setTab}>
      {tab === "erasures" ? <Forgotten /> : <Copies />}
    </Tabs>
  );
}

/** Names of colleagues by their ids. */
export function useNames(): (id: string) => string {
  const users = useUsers();
  return (id) => users.data?.data.find((user) => user.id === id)?.name ?? id;
}

function Forgotten() {
  const asked = useQuery(PATH, () => got(api.GET(PATH, { params: { query: { limit: 100, cursor: null } } })));
  const [asking, setAsking] = useState(false);
  const name = useNames();
  const cancel = async (erasure: Erasure) => {
    try {
      await api.POST("/v1/erasures/{id}/cancel", { params: { path: { id: erasure.id } } });
      await asked.reload();
      say(e("calledOff"));
    } catch (error) {
      complain(error);
    }
  };
  return (
    <div class="stack">
      {(may("relation.erase") || may("contact.erase")) && (
        <div class="row">
          <Button icon="plus" onClick={() => setAsking(true)}>
            {e("forgetSomebody")}
          </Button>
        </div>
      )}
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={e("noErasures")} />
          ) : (
            <ul class="list">
              {data.map((erasure) => (
                <li key={erasure.id} class="row between">
                  <div class="grow">
                    <strong>{e(`reason_${erasure.reason}`)}</strong>{" "}
                    <Badge tone={TONES[erasure.state]}>{e(`state_${erasure.state}`)}</Badge>
                    <p class="small faint">
                      {[day(erasure.created_at), name(erasure.created_by), erasure.reference]
                        .filter(Boolean)
                        .join(" · ")}
                    </p>
                    <p class="small faint">{toldOf(erasure)}</p>
                  </div>
                  {erasure.state === "waiting" && may("erasure.edit") && (
                    <Button onClick={() => cancel(erasure)}>{e("callOff")}</Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {asking && (
        <EraseDialog
          onDone={() => {
            setAsking(false);
            void asked.reload();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** `3 contacts, 2 documents`; of those that end in `_scrubbed` only who they were about is gone. */
export const counted = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([type, count]) =>
      type.endsWith("_scrubbed")
        ? `${typeName(type.replace("_scrubbed", ""), count)} ${e("scrubbed")}`
        : typeName(type, count),
    )
    .join(", ");

function toldOf({ state, keep_until, removed, stays }: Erasure): string {
  if (state === "waiting" && keep_until) return e("beginsAfter", { day: day(keep_until) });
  const told = [
    counted(removed) && e("gone", { what: counted(removed) }),
    counted(stays) && e("stays", { what: counted(stays) }),
  ];
  return told.filter(Boolean).join(" · ");
}
