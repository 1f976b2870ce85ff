import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { type RecordOf, readRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { FieldValue, labelOf, type Schema } from "@/fields/index.ts";
import { isBlank } from "@/fields/value.tsx";
import { Badge } from "@/shared/badge.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { reasonOf } from "@/words/reasons.ts";
import { named } from "@/words/words.ts";
import { v } from "./as_words.ts";
import { type Block, type Layout, shippedOn } from "./blocks.ts";
import { l } from "./layout_words.ts";
import { nameOf } from "./record_section.tsx";
import type { TypeTold } from "./seen_as.tsx";

type Rights = Schemas["UserRights"];
type Props = {
  told: Rights;
  known: TypeTold;
  /** The fields that they see. */
  seen: Schema;
  hidden: number;
};

/** A card that the reader sees too, without the fields that the other does not see. */
export function CardAs(props: Props) {
  const [chosen, setChosen] = useState<Choice[]>([]);
  const id = chosen[0]?.value;
  return (
    <section class="stack">
      <h2>{v("card")}</h2>
      <div class="form">
        <Picker
          label={v("whichCard")}
          help={v("whichHelp")}
          chosen={chosen}
          onChosen={(all) => setChosen(all.slice(-1))}
          find={recordsOf(props.known.type)}
        />
      </div>
      {id && <Chosen key={id} id={id} {...props} />}
    </section>
  );
}

function Chosen({ id, ...props }: Props & { id: string }) {
  const { told, known, seen } = props;
  const asked = useQuery(`as ${told.user} ${id}`, async () => {
    const ask = (action: string) =>
      got(
        api.POST("/v1/rights/explain", { body: { user: told.user, right: { type: known.type, action }, record: id } }),
      );
    const [record, read, edit] = await Promise.all([readRecord(seen.plural, id), ask("read"), ask("edit")]);
    return { record, read, edit };
  });
  return (
    <Shown asked={asked}>
      {({ record, read, edit }) =>
        read.allowed ? (
          <Card {...props} record={record} changes={edit.allowed} />
        ) : (
          <div class="panel answer bad">
            <p class="answer-head">
              <Icon name="close" /> <strong>{v("notSeen")}</strong>
            </p>
            <p>{reasonOf(read.because)}</p>
          </div>
        )
      }
    </Shown>
  );
}

type CardProps = Props & { record: RecordOf; changes: boolean };

function Card({ told, known, seen, hidden, record, changes }: CardProps) {
  const filled = seen.fields.filter(({ name }) => !isBlank(record[name]));
  return (
    <div class="panel stack">
      <div class="row between">
        <h3>{nameOf(record)}</h3>
        <Badge tone={changes ? "good" : "plain"}>{v(changes ? "mayChange" : "readsOnly")}</Badge>
      </div>
      {may("setting.edit") && <Blocks of={known.type} role={told.role?.id ?? null} />}
      <dl class="columns">
        {filled.map((field) => (
          <div key={field.name}>
            <dt class="faint small">
              {labelOf(field, known.type)}{" "}
              {changes && known.fields[field.name] === "read" && <Icon name="lock" label={v("locked")} />}
            </dt>
            <dd>
              <FieldValue field={field} value={record[field.name]} />
            </dd>
          </div>
        ))}
      </dl>
      {hidden > 0 && <p class="faint small">{v("hidden", { n: hidden })}</p>}
    </div>
  );
}

/** As their role has the screen, else everybody, else as it comes with Relata. */
function Blocks({ of, role }: { of: string; role: string | null }) {
  const layouts = useQuery("/v1/layouts", (signal) => got(api.GET("/v1/layouts", { signal })));
  const roles = useQuery("/v1/roles", () => got(api.GET("/v1/roles", { params: { query: { limit: 200 } } })));
  if (!layouts.data) return null;
  const key = roles.data?.data.find(({ id }) => id === role)?.key;
  const all = layouts.data.data as Layout[];
  const own = all.find((each) => each.of === of && each.role === key && key);
  const general = all.find((each) => each.of === of && !each.role);
  const blocks: Block[] = own?.blocks ?? general?.blocks ?? shippedOn(layouts.data, of);
  if (blocks.length === 0) return null;
  return (
    <p class="small">
      <span class="faint">{v("blocks")}:</span> {blocks.map(({ kind, names }) => named(names, l(kind))).join(" · ")}
    </p>
  );
}
