import type { ComponentChildren } from "preact";
import { screenOf } from "@/api/records.ts";
import { Badge } from "@/shared/badge.tsx";
import { common } from "@/shared/words.ts";
import { country, moment, money, number } from "@/words/format.ts";
import { named } from "@/words/words.ts";
import { type FieldKind, kindOf } from "./kinds.ts";
import { labelOf, optionLabel, optionOf } from "./label.ts";
import { mapOf, safeHref, textOf } from "./links.ts";
import type { FieldDef } from "./schema.ts";
import * as parts from "./value_parts.tsx";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  field: FieldDef;
  value: unknown;
  /** In a row of a list: one line, and nothing in it that can be pressed where the row itself leads somewhere. */
  plain?: boolean;
};
type Shown = (value: never, field: FieldDef, plain: boolean) => ComponentChildren;

/** The value of a field as people read it; nothing where there is none. */
export function FieldValue({ field, value, plain = false }: Props) {
  if (isBlank(value)) return plain ? null : <span class="faint">–</span>;
  const show = SHOWN[kindOf(field)] ?? other;
  return <>{show(value as never, field, plain)}</>;
}

export function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === null || value === undefined || value === "";
}

const reached =
  (kind: "url" | "email" | "phone"): Shown =>
  (value: string, _, plain) => <parts.Reached kind={kind} value={value} plain={plain} />;

const SHOWN: Record<FieldKind, Shown> = {
  text: (value: string) => value,
  long_text: (value: string, _, plain) => (plain ? value.slice(0, 200) : <span class="said">{value}</span>),
  html: (value: string, _, plain) => (plain ? textOf(value).slice(0, 200) : <span class="said">{textOf(value)}</span>),
  number: (value: number, field) => banded(number(value, field.decimals === 0 ? 0 : undefined), value, field),
  money: (value: parts.Money, field) => banded(money(value), Number(value.amount), field),
  price: (value: parts.Money) => money(value),
  date: (value: string) => moment(value),
  datetime: (value: string) => moment(value),
  boolean: (value: boolean) => common(value ? "yes" : "no"),
  choice: (value: string, field) => <Option field={field} value={value} />,
  choices: (value: string[], field) => (
    <span class="badges">
      {value.map((each) => (
        <Option key={each} field={field} value={each} />
      ))}
    </span>
  ),
  country: (value: string) => country(value),
  link: (value: parts.Linked, _, plain) => <parts.To link={value} plain={plain} />,
  links: (value: parts.Linked[], _, plain) => <parts.Links links={value} plain={plain} />,
  phone: reached("phone"),
  email: reached("email"),
  url: reached("url"),
  code: (value: parts.Linked) => parts.codeText(value),
  codes: (value: parts.Linked[]) => value.map(parts.codeText).join(", "),
  channels: (value: parts.Channel[], _, plain) => <parts.Channels channels={value} plain={plain} />,
  addresses: (value: parts.Use[], _, plain) => <parts.Addresses uses={value} plain={plain} />,
  halves: (value: parts.Half[]) => value.map((each) => parts.nameOf(each.of ?? each)).join(" & "),
  participants: (value: parts.Participant[]) => value.map(parts.participant).join(", "),
  parties: (value: parts.Party[], _, plain) => <parts.Parties parties={value} plain={plain} />,
  access: (value: parts.Access[]) =>
    value.map((each) => `${each.who.title ?? each.who.id} (${optionLabel("access", each.level)})`).join(", "),
  external_ids: (value: Record<string, string>) =>
    Object.entries(value)
      .map(([system, key]) => `${system}: ${key}`)
      .join(", "),
  coordinates: (value: { latitude: number; longitude: number }, _, plain) => {
    const text = `${value.latitude.toFixed(5)}, ${value.longitude.toFixed(5)}`;
    return plain ? text : <parts.Outside href={mapOf(text)}>{text}</parts.Outside>;
  },
  salutation: (value: { formal: string; informal: string }) => `${value.formal} / ${value.informal}`,
  touch: (value: { at: string }) => moment(value.at),
  lines: (value: string[], field) =>
    value.map((each) => (field.name === "lines" ? each : labelOf(each, field.of))).join(", "),
  other: (value: unknown) => other(value),
};

function other(value: unknown): ComponentChildren {
  if (typeof value === "string") return value;
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return common(value ? "yes" : "no");
  if (Array.isArray(value)) return value.map((each) => titled(each)).join(", ");
  return titled(value);
}

function titled(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const told = value as { title?: string; name?: string; id?: string };
  return told.title ?? told.name ?? told.id ?? JSON.stringify(value);
}

/** A number with the band that it lies in, where the field has any. */
function banded(text: string, value: number, field: FieldDef): ComponentChildren {
  const band = field.bands?.find((each) => each.upto === null || each.upto === undefined || value <= each.upto);
  if (!band) return text;
  return (
    <>
      {text} <Badge>{named(band.names, band.name)}</Badge>
    </>
  );
}

function Option({ field, value }: { field: FieldDef; value: string }) {
  const option = optionOf(field, value);
  return <Badge color={option?.colour}>{optionLabel(field, value)}</Badge>;
}

/** Where a value leads, for rows that are links as a whole; null for what leads nowhere. */
export function leadsTo(field: FieldDef, value: unknown): string | null {
  const kind = kindOf(field);
  if (kind === "link") return screenOf((value as parts.Linked).id);
  if (kind === "url" || kind === "email" || kind === "phone") return safeHref(kind, String(value));
  return null;
}

export const notFilled = (): string => w("notFilled");
