import type { ComponentChildren } from "preact";
import { may } from "@/api/session.ts";
import { InPlace } from "@/editing/index.ts";
import { labelOf } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import type { Block } from "../body.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";
import { AddressesBlock } from "./addresses.tsx";
import { ContactsBlock } from "./contacts.tsx";
import { LinksBlock } from "./links.tsx";
import { NumbersBlock } from "./numbers.tsx";
import { OpenWorkBlock } from "./open_work.tsx";
import { PartiesBlock } from "./parties.tsx";

const BLOCKS: Record<string, () => ComponentChildren> = {
  contacts: () => <ContactsBlock />,
  open_work: () => <OpenWorkBlock />,
  addresses: () => <AddressesBlock />,
  numbers: () => <NumbersBlock />,
  links: () => <LinksBlock />,
  parties: () => <PartiesBlock />,
};

/** What is added in a block, and whether it may be. */
function adding(card: ReturnType<typeof useCard>, kind: string): (() => void) | null {
  const writes = (name: string) =>
    card.can("edit") && card.schema?.fields.some((field) => field.name === name && field.may === "write");
  const makes = (type: string) => !card.record.archived_at && may(`${type}.create`);
  if (kind === "contacts") return makes("contact") ? () => card.open({ what: "contact" }) : null;
  if (kind === "open_work") return makes("activity") ? () => card.open({ what: "activity", kind: "task" }) : null;
  if (kind === "links") return makes("connection") ? () => card.open({ what: "link" }) : null;
  const field = ({ addresses: "addresses", numbers: "channels", parties: "parties" } as Record<string, string>)[kind];
  return field && writes(field) ? () => card.open({ what: "edit", fields: [field] }) : null;
}

export function NarrowBlock({ block, title }: { block: Block; title: string }) {
  const card = useCard();
  const inside = BLOCKS[block.kind];
  const add = adding(card, block.kind);
  return (
    <section class="panel block" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {add && <Button kind="quiet" icon="plus" label={`${w("add")}: ${title}`} onClick={add} />}
      </header>
      {block.kind === "fields" ? <FieldsBlock names={block.fields ?? []} /> : inside?.()}
    </section>
  );
}

/** Some fields, each to be edited where it stands. */
export function FieldsBlock({ names }: { names: readonly string[] }) {
  const { schema, record, plural, type, onSaved } = useCard();
  const fields = names.flatMap((name) => schema?.fields.find((field) => field.name === name) ?? []);
  return (
    <dl class="facts">
      {fields.map((field) => (
        <div key={field.name}>
          <dt title={field.help}>{labelOf(field, type)}</dt>
          <dd>
            <InPlace record={record} plural={plural} field={field} onSaved={onSaved} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
