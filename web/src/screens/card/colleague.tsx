import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { may, me } from "@/api/session.ts";
import { safeHref } from "@/fields/links.ts";
import { ConnectDialog, Connections, NetworkPicture } from "@/network/index.ts";
import { Avatar, Badge } from "@/shared/badge.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Shown, useTitle } from "@/shared/page.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { useChosen } from "@/shell/in_address.ts";
import { later } from "@/shell/later.tsx";
import { shell } from "@/shell/words.ts";
import { w } from "./words.ts";
import "./style.css";

type User = Schemas["User"];
const Timeline = later<{ plural: string; id: string }>(async () => ({
  default: (await import("@/timeline/timeline.tsx")).Timeline,
}));

/** A colleague: how to reach them, what they did and will do, and with whom they are connected. */
export default function ColleagueCard({ id = "" }: { id?: string }) {
  const asked = useQuery(`/v1/users/${id}`, (signal) =>
    got(api.GET("/v1/users/{id}", { params: { path: { id } }, signal })),
  );
  useTitle(asked.data?.name ?? "");
  return (
    <div class="page wide card-page">
      <Shown asked={asked} lines={6} way={{ href: "/", name: shell("toStart") }}>
        {(user) => <Colleague key={user.id} user={user} />}
      </Shown>
    </div>
  );
}

function Colleague({ user }: { user: User }) {
  const mayConnect = may("connection.read");
  const [tab, setTab] = useChosen("tab", mayConnect ? ["timeline", "links"] : ["timeline"]);
  const [linking, setLinking] = useState(false);
  const mailto = user.email ? safeHref("email", user.email) : null;
  const tabs = [
    { key: "timeline", label: w("timeline") },
    ...(mayConnect ? [{ key: "links", label: w("links") }] : []),
  ];
  return (
    <>
      <header class="card-head">
        <Avatar name={user.name} />
        <div class="card-who">
          <div class="row">
            <h1 tabIndex={-1}>{user.name}</h1>
            {user.id === me.value?.id && <Badge tone="accent">{w("you")}</Badge>}
            {user.status && user.status !== "active" && (
              <Badge tone="warn">{w(user.status === "invited" ? "isInvited" : "isDisabled")}</Badge>
            )}
          </div>
          <p class="card-about">
            {user.role && <span>{user.role}</span>}
            {user.email && <span>{user.email}</span>}
          </p>
        </div>
        <div class="actions">
          {mailto && (
            <a class="button" href={mailto}>
              <Icon name="mail" />
              <span>{w("mail")}</span>
            </a>
          )}
        </div>
      </header>
      <Tabs label={user.name} tabs={tabs} chosen={tab} onChoose={(key) => setTab(key as typeof tab)}>
        {tab === "timeline" ? (
          <Timeline plural="users" id={user.id} />
        ) : (
          <div class="stack loose">
            <Connections id={user.id} onAdd={() => setLinking(true)} />
            <NetworkPicture id={user.id} heading={w("twoHops")} />
          </div>
        )}
      </Tabs>
      {linking && (
        <ConnectDialog
          from={{ id: user.id, title: user.name, kind: "user" }}
          onDone={() => setLinking(false)}
          onClose={() => setLinking(false)}
        />
      )}
    </>
  );
}
