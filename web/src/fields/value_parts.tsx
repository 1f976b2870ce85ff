import type { ComponentChildren } from "preact";
import { screenOf } from "@/api/records.ts";
import { optionLabel } from "./label.ts";
import { mapOf, safeHref } from "./links.ts";
import { w } from "./words.ts";

export type Money = { amount: string; currency: string };
export type Linked = { id: string; title?: string | null; place?: string | null };
export type ChannelKind = "phone" | "mobile" | "fax" | "email" | "website";
export type Channel = {
  kind: ChannelKind;
  value: string;
  normal?: string;
  label?: string | null;
  default?: boolean;
  business?: boolean;
  source?: string;
};
export type Purpose = "visiting" | "postal" | "billing" | "delivery" | "private";
export type AddressParts = {
  street?: string | null;
  number?: string | null;
  addition?: string | null;
  extra?: string | null;
  postcode?: string | null;
  city?: string | null;
  region?: string | null;
  country?: string | null;
};
type Coordinates = { latitude: number; longitude: number };
export type Address = AddressParts & {
  id: string;
  title?: string;
  place?: string;
  coordinates?: Coordinates | null;
};
export type Use = { address: Address; purposes: Purpose[]; default_for: Purpose[]; lines?: string[] | null };
export type PersonName = {
  first_name?: string | null;
  initials?: string | null;
  particle?: string | null;
  last_name?: string | null;
  patronymic?: string | null;
  title?: string | null;
  gender?: string | null;
};
export type Half = PersonName & { person?: Linked | null; of?: PersonName };
export type Participant = {
  user?: Linked;
  contact?: Linked;
  relation?: Linked;
  name?: string;
  email?: string;
  part: string;
};
export type Party = { party: Linked; role: string };
export type Access = { who: Linked; level: string };

/** A link to another site: it opens beside, tells the other site nothing of where it came from. */
export function Outside({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="unseen"> ({w("opensElsewhere")})</span>
    </a>
  );
}

export function To({ link, plain }: { link: Linked | string; plain?: boolean }) {
  const { id, title, place } = typeof link === "string" ? { id: link, title: null, place: null } : link;
  const screen = screenOf(id);
  const text = title ?? id;
  return (
    <>
      {screen && !plain ? <a href={screen}>{text}</a> : text}
      {place && <span class="faint"> · {place}</span>}
    </>
  );
}

export function Links({ links, plain }: { links: Linked[]; plain?: boolean }) {
  if (plain) return <>{links.map((each) => each.title ?? each.id).join(", ")}</>;
  return (
    <ul class="value-list">
      {links.map((each) => (
        <li key={each.id}>
          <To link={each} />
        </li>
      ))}
    </ul>
  );
}

export function Reached({ kind, value, plain }: { kind: "url" | "email" | "phone"; value: string; plain?: boolean }) {
  const href = safeHref(kind, value);
  if (!href || plain) return <>{value}</>;
  if (kind === "url")
    return <Outside href={href}>{value.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")}</Outside>;
  return <a href={href}>{value}</a>;
}

const HOW: Record<ChannelKind, "url" | "email" | "phone"> = {
  phone: "phone",
  mobile: "phone",
  fax: "phone",
  email: "email",
  website: "url",
};

export function Channels({ channels, plain }: { channels: Channel[]; plain?: boolean }) {
  const first = channels.find((each) => each.default) ?? channels[0];
  if (plain) return <>{first?.value}</>;
  return (
    <ul class="value-list">
      {channels.map((each) => (
        <li key={`${each.kind} ${each.value}`}>
          <span class="faint">{each.label || optionLabel("channels", each.kind)} </span>
          {each.kind === "fax" ? each.value : <Reached kind={HOW[each.kind]} value={each.value} />}
        </li>
      ))}
    </ul>
  );
}

export function Addresses({ uses, plain }: { uses: Use[]; plain?: boolean }) {
  if (plain) return <>{uses[0] ? inOneLine(uses[0].address) : ""}</>;
  return (
    <ul class="value-list">
      {uses.map((each) => (
        <li key={each.address.id}>
          <span class="faint">{each.purposes.map((purpose) => optionLabel("addresses", purpose)).join(", ")}</span>
          <br />
          <a href={`/addresses/${each.address.id}`}>{inOneLine(each.address)}</a>{" "}
          <span class="on-map">
            <Outside href={mapAt(each.address)}>{w("onMap")}</Outside>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function inOneLine(address: Partial<Address>): string {
  const house = [address.number, address.addition].filter(Boolean).join(" ");
  const street = [address.street, house].filter(Boolean).join(" ");
  const town = [address.postcode, address.city].filter(Boolean).join(" ");
  return [street, address.extra, town].filter(Boolean).join(", ") || address.title || address.id || "";
}

/** Where it is on the map: at its coordinates, else what is found by its text. */
export function mapAt(address: Partial<Address>): string {
  const at = address.coordinates;
  if (!at) return mapOf(inOneLine(address));
  const { latitude, longitude } = at;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}

export function nameOf(name: PersonName): string {
  const given = name.first_name || name.initials;
  return [given, name.patronymic, name.particle, name.last_name].filter(Boolean).join(" ");
}

export function participant(each: Participant): string {
  const link = each.user ?? each.contact ?? each.relation;
  return link?.title ?? each.name ?? each.email ?? link?.id ?? "";
}

export function Parties({ parties, plain }: { parties: Party[]; plain?: boolean }) {
  if (plain) return <>{parties.map((each) => each.party.title ?? each.party.id).join(", ")}</>;
  return (
    <ul class="value-list">
      {parties.map((each) => (
        <li key={`${each.party.id} ${each.role}`}>
          <span class="faint">{optionLabel("parties", each.role, "building")} </span>
          <To link={each.party} />
        </li>
      ))}
    </ul>
  );
}

/** `62.01 Software`; of one that was only just chosen its title has both. */
export const codeText = (code: Linked): string => [code.place, code.title].filter(Boolean).join(" ") || code.id;
