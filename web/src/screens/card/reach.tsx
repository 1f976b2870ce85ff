import { may } from "@/api/session.ts";
import { safeHref } from "@/fields/links.ts";
import { channelsOf, firstOf } from "@/fields/reached.ts";
import { mapAt } from "@/fields/value_parts.tsx";
import { Icon } from "@/shared/icon.tsx";
import { useCard } from "./card.ts";
import { w } from "./words.ts";

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
        <a class="button" href={mapAt(record as never)} target="_blank" rel="noopener noreferrer">
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
