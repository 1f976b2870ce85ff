import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { labelOf, optionLabel, typeNames } from "@/fields/index.ts";
import { channelsOf, usesOf } from "@/fields/reached.ts";
import { StatusBadges } from "@/fields/status_badges.tsx";
import { Addresses, type Channel, Channels, To } from "@/fields/value_parts.tsx";
import { Badge } from "@/shared/badge.tsx";
import { Icon } from "@/shared/icon.tsx";
import { ActivityLine } from "@/work/line.tsx";
import { useRowFocus } from "@/work/row_focus.ts";
import type { Row } from "@/work/types.ts";
import type { Brief } from "./asking.ts";
import { w } from "./words.ts";
import "@/fields/style.css";

const TYPE = "relation";
const FEW = 6;

/** What was ticked off at one of the stops, or could not be as it is not any more what is shown. */
export type Ticked = { id: string };
type Props = {
  given: Brief;
  at: number;
  ticked: Ticked | null;
  onTick: (ticked: Ticked) => void;
  actions: ComponentChildren;
};

/** All that one needs at the door of a relation. */
export function Stop({ given, at, ticked, onTick, actions }: Props) {
  const brief = useBrief(given, ticked);
  const { relation, contacts, open_tasks: tasks, next, last_touches: touches, counts } = brief;
  const card = `/relations/${relation.id}`;
  const [channels, uses] = [channelsOf(relation), usesOf(relation)];
  const shown = contacts.slice(0, FEW);
  const isReached = channels.length + uses.length + shown.length > 0;
  const planned = next.filter((row) => !tasks.some((task) => task.id === row.id));
  return (
    <>
      <header class="stop-head">
        <div class="grow">
          <div class="row">
            <h2>
              <span class="stop-number">{at}.</span> <a href={card}>{nameOf(brief)}</a>
            </h2>
            <StatusBadges record={relation} type={TYPE} />
            {relation.archived_at && <Badge tone="warn">{w("archived")}</Badge>}
          </div>
          <p class="stop-about">
            {relation.kind && <span>{optionLabel("kind", relation.kind, TYPE)}</span>}
            {relation.owner && (
              <span>
                {labelOf("owner", TYPE)}: <To link={relation.owner} />
              </span>
            )}
          </p>
        </div>
        <div class="actions">{actions}</div>
      </header>
      <div class="stop-body">
        {isReached && (
          <div class="stop-part">
            {channels.length > 0 && <Channels channels={channels} />}
            {uses.length > 0 && <Addresses uses={uses} />}
            {shown.length > 0 && (
              <section>
                <h3>{typeNames("contact")}</h3>
                <ul class="list">
                  {shown.map((each) => (
                    <ContactOf key={each.id} contact={each} isPerson={relation.kind === "person"} />
                  ))}
                </ul>
                <Rest count={counts.contacts - shown.length} word="moreContacts" href={card} />
              </section>
            )}
          </div>
        )}
        <div class="stop-part">
          <section>
            <h3>{w("openTasks")}</h3>
            {tasks.length > 0 ? (
              <Rows rows={tasks} of={relation.id} onTick={onTick} />
            ) : (
              <p class="faint">{w("noTasks")}</p>
            )}
            <Rest count={counts.open_tasks - tasks.length} word="moreTasks" href={`${card}?tab=timeline`} />
          </section>
          <Named title={w("planned")} rows={planned} of={relation.id} onTick={onTick} />
          <Named title={w("last")} rows={touches} of={relation.id} onTick={onTick} />
        </div>
      </div>
    </>
  );
}

export const nameOf = ({ relation }: Brief): string => relation.display_name ?? relation.name ?? relation.id;

/** As it was given, until something of it was done, here or at another stop: then it is asked again. */
function useBrief(given: Brief, ticked: Ticked | null): Brief {
  const { id } = given.relation;
  const [touched, touch] = useState(false);
  // under the address of the card's own, so that what makes that stale makes this too; apart from it, as it is kept whole
  const own = useQuery(touched ? `/v1/relations/${id}/brief of a stop` : null, () =>
    got(api.GET("/v1/relations/{id}/brief", { params: { path: { id } } })),
  );
  const brief = own.data ?? given;
  useEffect(() => {
    if (!ticked || !rowsOf(brief).some((row) => row.id === ticked.id)) return;
    if (touched) void own.reload();
    touch(true);
  }, [ticked]);
  return brief;
}

const rowsOf = ({ open_tasks, next, last_touches }: Brief): readonly Row[] => [...open_tasks, ...next, ...last_touches];

function ContactOf({ contact, isPerson }: { contact: Schemas["BriefContact"]; isPerson: boolean }) {
  const role = [contact.function, contact.department].filter(Boolean).join(", ");
  const channels = ownOf(contact);
  return (
    <li>
      <p>
        <a href={`/contacts/${contact.id}`}>
          {isPerson ? (contact.company?.title ?? contact.display_name) : contact.display_name}
        </a>{" "}
        {contact.primary && <Icon name="star" label={labelOf("primary", "contact")} />}
        {role && <span class="faint"> · {role}</span>}
      </p>
      {channels.length > 0 && <Channels channels={channels} />}
    </li>
  );
}

/** What is the company's stands above, once. */
function ownOf({ reached_by, channels }: Schemas["BriefContact"]): Channel[] {
  const reached = reached_by?.filter((each) => each.source !== "company");
  return reached?.length ? reached : (channels ?? []);
}

type Listed = { rows: readonly Row[]; of: string; onTick: (ticked: Ticked) => void };

function Named({ title, ...listed }: Listed & { title: string }) {
  if (listed.rows.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Rows {...listed} />
    </section>
  );
}

function Rows({ rows, of, onTick }: Listed) {
  const place = useRef<HTMLUListElement>(null);
  useRowFocus(place, "li");
  return (
    <ul class="list" ref={place}>
      {rows.map((row) => {
        const tell = () => onTick({ id: row.id });
        return (
          <li key={row.id}>
            <ActivityLine row={row} without={[of]} onDone={tell} onOutdated={tell} />
          </li>
        );
      })}
    </ul>
  );
}

/** How many more there are, and where: on paper too one knows that this is not all. */
function Rest({ count, word, href }: { count: number; word: "moreContacts" | "moreTasks"; href: string }) {
  if (count <= 0) return null;
  return (
    <p class="small">
      <a href={href}>{w(word, { n: count })}</a>
    </p>
  );
}
