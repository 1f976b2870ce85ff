import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { safeHref } from "@/fields/links.ts";
import { firstOf } from "@/fields/reached.ts";
import type { Channel } from "@/fields/value_parts.tsx";
import { Button } from "@/shared/button.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Empty, Skeleton } from "@/shared/page.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Contact = Schemas["BriefContact"] | Schemas["ContactRecord"];
const FEW = 6;

/** Whom to turn to: the first one first. Of a person these are the companies where they are. */
export function ContactsBlock() {
  const { record, whole, open } = useCard();
  const [all, setAll] = useState(false);
  const address = `/v1/relations/${record.id}/contacts`;
  const listed = useQuery(all || !whole.contacts ? `${address}?limit=200` : null, (signal) =>
    got(api.GET("/v1/relations/{id}/contacts", { params: { path: { id: record.id }, query: { limit: 200 } }, signal })),
  );
  const told = listed.data?.data ?? whole.contacts;
  if (!told) return <Skeleton />;
  const shown = all ? told : told.slice(0, FEW);
  const count = whole.counts?.contacts ?? told.length;
  if (shown.length === 0) {
    return (
      <Empty
        title={w("noContacts")}
        action={
          !record.archived_at && may("contact.create") ? (
            <Button onClick={() => open({ what: "contact" })}>{w("newContact")}</Button>
          ) : null
        }
      />
    );
  }
  return (
    <>
      <ul class="list">
        {shown.map((each) => (
          <ContactLine key={each.id} contact={each} isPerson={record.kind === "person"} />
        ))}
      </ul>
      {!all && count > shown.length && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {w("allContacts", { n: count })}
        </Button>
      )}
    </>
  );
}

function ContactLine({ contact, isPerson }: { contact: Contact; isPerson: boolean }) {
  const channels = (contact.reached_by?.length ? contact.reached_by : (contact.channels ?? [])) as Channel[];
  const phone = firstOf(channels, ["mobile", "phone"]);
  const mail = firstOf(channels, ["email"]);
  const tel = phone && safeHref("phone", phone.normal || phone.value);
  const mailto = mail && safeHref("email", mail.value);
  const name = isPerson ? (contact.company?.title ?? contact.display_name) : contact.display_name;
  return (
    <li class="contact-line">
      <div class="grow">
        <p class="cut">
          <a href={`/contacts/${contact.id}`}>{name}</a> {contact.primary && <Icon name="star" label={w("primary")} />}
        </p>
        <p class="cut faint small">{[contact.function, contact.department].filter(Boolean).join(", ")}</p>
      </div>
      {tel && (
        <a
          class="button quiet only-icon"
          href={tel}
          title={phone.value}
          aria-label={`${w("call")}: ${name}, ${phone.value}`}
        >
          <Icon name="phone" />
        </a>
      )}
      {mailto && (
        <a
          class="button quiet only-icon"
          href={mailto}
          title={mail.value}
          aria-label={`${w("mail")}: ${name}, ${mail.value}`}
        >
          <Icon name="mail" />
        </a>
      )}
    </li>
  );
}
