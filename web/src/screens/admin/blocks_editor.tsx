import { useRef, useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { listRecords } from "@/api/records.ts";
import { me } from "@/api/session.ts";
import { fieldOf, labelOf, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { Picker } from "@/shared/picker.tsx";
import { common } from "@/shared/words.ts";
import { type Block, type BlockKind, blocksOn, carried, type Making } from "./blocks.ts";
import { l } from "./layout_words.ts";
import { Names } from "./names.tsx";
import { changedAt, without } from "./setting.tsx";
import { s } from "./setting_words.ts";

type Props = {
  of: string;
  making: Making;
  blocks: Block[];
  onBlocks: (blocks: Block[]) => void;
  fault: (at: number) => string | null;
};

/** The blocks of one screen: dragged or moved by keys into their order, added, removed, named otherwise. */
export function BlocksEditor({ of, making, blocks, onBlocks, fault }: Props) {
  const held = useRef<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drop = (at: number) => {
    if (held.current !== null && held.current !== at) onBlocks(carried(blocks, held.current, at));
    held.current = null;
    setOver(null);
  };
  return (
    <div class="stack">
      <p class="faint small">{l("dragHint")}</p>
      <ol class="blocks">
        {blocks.map((block, at) => (
          <li
            key={`${block.kind} ${at} of ${blocks.length}`}
            class={over === at ? "panel stack over" : "panel stack"}
            draggable
            onDragStart={(event) => {
              held.current = at;
              event.dataTransfer?.setData("text/plain", block.kind);
            }}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(at);
            }}
            onDragEnd={() => setOver(null)}
            onDrop={(event) => {
              event.preventDefault();
              drop(at);
            }}
          >
            <BlockOf
              of={of}
              block={block}
              at={at}
              last={at === blocks.length - 1}
              fault={fault(at)}
              put={(changes) => onBlocks(changedAt(blocks, at, changes))}
              move={(by) => onBlocks(carried(blocks, at, at + by))}
              remove={() => onBlocks(without(blocks, at))}
            />
          </li>
        ))}
      </ol>
      {blocks.length < making.most && (
        <div class="form">
          <SelectField
            label={l("addBlock")}
            empty=""
            value=""
            onValue={(kind) => kind && onBlocks([...blocks, { kind: kind as BlockKind }])}
            options={blocksOn(making, of)
              .filter((kind) => REPEATED.has(kind) || !blocks.some((each) => each.kind === kind))
              .map((value) => ({ value, label: l(value) }))}
          />
        </div>
      )}
    </div>
  );
}

/** Those that show something of their own each time. */
const REPEATED = new Set<BlockKind>(["fields", "report", "view"]);

type BlockProps = {
  of: string;
  block: Block;
  at: number;
  last: boolean;
  fault: string | null;
  put: (changes: Partial<Block>) => void;
  move: (by: number) => void;
  remove: () => void;
};

function BlockOf({ of, block, at, last, fault, put, move, remove }: BlockProps) {
  const spoken = me.value?.tenant.language ?? "en";
  const name = block.names?.[spoken] || l(block.kind);
  return (
    <>
      <div class="row between">
        <strong>{name}</strong>
        <span class="row">
          <Button kind="quiet" icon="up" label={`${s("up")}: ${name}`} disabled={at === 0} onClick={() => move(-1)} />
          <Button kind="quiet" icon="down" label={`${s("down")}: ${name}`} disabled={last} onClick={() => move(1)} />
          <Button kind="quiet" icon="close" label={`${common("remove")}: ${name}`} onClick={remove} />
        </span>
      </div>
      {fault && <p class="fault">{fault}</p>}
      {block.kind === "fields" && (
        <FieldsOf of={of} chosen={block.fields ?? []} onChosen={(fields) => put({ fields })} />
      )}
      {(block.kind === "report" || block.kind === "view") && (
        <RecordOf
          plural={block.kind === "report" ? "saved-reports" : "views"}
          id={block.record ?? ""}
          onId={(record) => put({ record })}
        />
      )}
      <details open={Object.values(block.names ?? {}).some(Boolean)}>
        <summary>{l("heading")}</summary>
        <TextField
          label={common("name")}
          value={block.names?.[spoken] ?? ""}
          onValue={(heading) => put({ names: { ...block.names, [spoken]: heading } })}
        />
        <Names names={block.names ?? {}} onNames={(names) => put({ names: { ...block.names, ...names } })} />
      </details>
    </>
  );
}

type FieldsProps = { of: string; chosen: string[]; onChosen: (fields: string[]) => void };

function FieldsOf({ of, chosen, onChosen }: FieldsProps) {
  const schema = useSchema(of);
  const choice = (name: string) => ({ value: name, label: labelOf(fieldOf(schema.data, name) ?? name, of) });
  const find = async (text: string) =>
    (schema.data?.fields ?? [])
      .map(({ name }) => choice(name))
      .filter(({ label }) => label.toLocaleLowerCase().includes(text.toLocaleLowerCase()));
  return (
    <Picker
      label={l("whichFields")}
      many
      required
      chosen={chosen.map(choice)}
      onChosen={(all) => onChosen(all.map(({ value }) => value))}
      find={find}
    />
  );
}

type RecordProps = { plural: "views" | "saved-reports"; id: string; onId: (id: string) => void };

function RecordOf({ plural, id, onId }: RecordProps) {
  const saved = useQuery(`/v1/${plural}`, () => listRecords(plural, { limit: 200 }));
  const options = (saved.data?.data ?? []).map((each) => ({ value: each.id, label: String(each.name ?? each.id) }));
  return <SelectField label={l("whichRecord")} required empty="" value={id} onValue={onId} options={options} />;
}
