import { may } from "@/api/session.ts";
import { safeHref } from "@/fields/links.ts";
import type { Channel } from "@/fields/value_parts.tsx";
import { Icon } from "@/shared/icon.tsx";
import { mapAt } from "./blocks/addresses.tsx";
import { useCard } from "./card.ts";
import { w } from "./words.ts";

/** By what it is reached first: what is marked as the default, a phone before a mobile. */
export function firstOf(channels: readonly Channel[], kinds: readonly string[]): Channel | undefined {
  const found = channels.filter((each) => kinds.includes(each.kind));
  return found.find((each) => each.default && each.kind === kinds[0]) ?? found.find((each) => each.default) ?? found[0];
}

/** How a contact is reached in its company comes before what is its own. */
export function channelsOf(record: Record<string, unknown>): Channel[] {
  const told = record.reached_by ?? record.channels;
  return Array.isArray(told) ? (told as Channel[]) : [];
}

/** Calls and mails with what the reader's own machine has for it. Who calls is offered to say how it went. */
export function Reach() {
  const { record, open, type } = useCard();
  const channels = channelsOf(record);
  const phone = firstOf(channels, ["phone", "mobile"]);
  const mail = firstOf(channels, ["email"]);
  const tel = phone && safeHref("phone", phone.normal || phone.value);
  const mailto = mail && safeHref("email", mail.value);
  const tell =
    may("activity.create") && !record.archived_at ? () => open({ what: "activity", kind: "phone_call" }) : undefined;
  return (
    <>
      {type === "address" && (
        <a class="button" href={mapAt({ address: record as never })} target="_blank" rel="noopener noreferrer">
          <Icon name="place" />
          <span>{w("map")}</span>
        </a>
      )}
      {tel && (
        <a class="button primary" href={tel} onClick={tell}>
          <Icon name="phone" />
          <span>
            <span class="unseen">{w("call")}: </span>
            {phone.value}
          </span>
        </a>
      )}
      {mailto && (
        <a class="button" href={mailto} title={mail.value}>
          <Icon name="mail" />
          <span>{w("mail")}</span>
        </a>
      )}
    </>
  );
}
