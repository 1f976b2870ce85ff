import { may } from "@/api/session.ts";
import { optionLabel } from "@/fields/index.ts";
import { StatusBadges } from "@/fields/status_badges.tsx";
import { type Linked, To } from "@/fields/value_parts.tsx";
import { Avatar, Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { ago, day } from "@/words/format.ts";
import { AddMenu } from "./add_menu.tsx";
import { useCard } from "./card.ts";
import { Completeness } from "./completeness.tsx";
import { toggleFollowing, useFollowing } from "./following.ts";
import { MoreMenu, restoreCard } from "./more_menu.tsx";
import { ReachOnPaper } from "./on_paper.tsx";
import { Reach } from "./reach.tsx";
import { w } from "./words.ts";

/** Who or what this is, how to reach it, and what can be done with it. */
export function Header() {
  const card = useCard();
  const { record, title, can } = card;
  return (
    <header class="card-head">
      {card.type !== "address" && card.type !== "product" && <Avatar name={title} />}
      <div class="card-who">
        <div class="row">
          <h1 tabIndex={-1}>{title}</h1>
          <Badges />
        </div>
        <About />
        <ReachOnPaper />
      </div>
      <div class="actions">
        <Reach />
        {!record.archived_at && <AddMenu />}
        {can("edit") && (
          <Button icon="edit" label={w("edit")} aria-keyshortcuts="e" onClick={() => card.open({ what: "edit" })} />
        )}
        <Follow />
        <MoreMenu />
      </div>
      {record.archived_at && (
        <div class="card-note">
          <Icon name="archive" /> <span>{w("archivedOn", { day: day(record.archived_at) })}</span>
          {may(`${card.type}.restore`) && <Button onClick={() => restoreCard(card)}>{w("restore")}</Button>}
        </div>
      )}
    </header>
  );
}

function Badges() {
  const { record, type, whole, open } = useCard();
  return (
    <>
      <StatusBadges record={record} type={type} />
      {record.primary === true && (
        <Badge tone="accent">
          <Icon name="star" />
          {w("primary")}
        </Badge>
      )}
      {typeof record.ended_on === "string" && <Badge tone="warn">{w("endedOn", { day: day(record.ended_on) })}</Badge>}
      {record.discontinued === true && <Badge tone="warn">{optionLabel("discontinued", "true", type)}</Badge>}
      {record.restricted === true && (
        <button type="button" class="badge warn pressed" onClick={() => open({ what: "access" })}>
          <Icon name="lock" />
          {w("restricted")}
        </button>
      )}
      {(whole.duplicates ?? 0) > 0 && (
        <button type="button" class="badge warn pressed" onClick={() => open({ what: "duplicates" })}>
          <Icon name="merge" />
          {w("duplicates", { n: whole.duplicates ?? 0 })}
        </button>
      )}
      <Completeness />
    </>
  );
}

function About() {
  const { record, type, schema } = useCard();
  const kind = typeof record.kind === "string" ? record.kind : null;
  const field = schema?.fields.find((each) => each.name === "kind");
  const company = record.company as Linked | undefined;
  const owner = record.owner as Linked | undefined;
  const touch = record.last_touch as { at: string; record: string } | undefined;
  const told = [record.function, record.department].filter((each) => typeof each === "string" && each);
  return (
    <p class="card-about">
      {kind && <span>{optionLabel(field ?? "kind", kind, type)}</span>}
      {told.length > 0 && <span>{told.join(", ")}</span>}
      {company && (
        <span>
          <Icon name="building" /> <To link={{ id: company.id, title: company.title }} />
        </span>
      )}
      {typeof record.city === "string" && record.city && (
        <span>
          <Icon name="place" /> {record.city}
        </span>
      )}
      {typeof record.number === "string" && type !== "address" && <span>{record.number}</span>}
      {owner && (
        <span>
          <Icon name="person" label={w("owner")} /> <To link={{ id: owner.id, title: owner.title }} />
        </span>
      )}
      {touch && (
        <span>
          <Icon name="clock" /> <a href={`/activities/${touch.record}`}>{w("lastTouch", { when: ago(touch.at) })}</a>
        </span>
      )}
    </p>
  );
}

function Follow() {
  const { record, title, whole } = useCard();
  const following = useFollowing(record.id, whole.following).data;
  if (following === undefined) return null;
  return (
    <Button
      icon="bell"
      class={following ? "is-on" : ""}
      label={w(following ? "unfollow" : "follow")}
      aria-keyshortcuts="f"
      onClick={() => toggleFollowing(record.id, title)}
    />
  );
}
