import { useEffect, useState } from "preact/hooks";
import { type RecordOf, readRecord } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import { archive } from "./archiving.ts";
import { CodeDialog } from "./code_dialog.tsx";
import { c } from "./code_words.ts";
import { type Code, changed, told, useBelow, useSought } from "./codes.ts";
import { MoveCode } from "./move_code.tsx";

type Edited = { record?: RecordOf; parent?: Code };
type Doing = { onAdd: (below: Code) => void; onEdit: (code: Code) => void; onMove: (code: Code) => void };
type Of = Doing & { table: string; fixed: boolean };

const PAUSE = 250;

/** The codes of a table, opened level by level, or found by what is typed; those that come with Relata are only read. */
export function CodeTree({ table }: { table: RecordOf }) {
  const [edited, setEdited] = useState<Edited | null>(null);
  const [moved, setMoved] = useState<Code | null>(null);
  const [text, setText] = useState("");
  const fixed = Boolean(table.shipped);
  const all: Of = {
    table: table.id,
    fixed,
    onAdd: (parent) => setEdited({ parent }),
    onEdit: (code) => readRecord("codes", code.id).then((record) => setEdited({ record }), complain),
    onMove: setMoved,
  };
  return (
    <>
      {fixed && <p class="faint about">{c("shipped", { source: String(table.source ?? "") })}</p>}
      <div class="row between">
        <TextField label={c("find")} type="search" value={text} onValue={setText} />
        {!fixed && may("code.create") && (
          <Button kind="primary" icon="plus" onClick={() => setEdited({})}>
            {c("newCode")}
          </Button>
        )}
      </div>
      {text.trim() ? <Sought {...all} text={text.trim()} /> : <Level {...all} below="" />}
      {edited && (
        <CodeDialog key={edited.record?.id ?? "new"} table={table.id} {...edited} onClose={() => setEdited(null)} />
      )}
      {moved && <MoveCode table={table.id} code={moved} onClose={() => setMoved(null)} />}
    </>
  );
}

function Sought({ text, ...of }: Of & { text: string }) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const wait = setTimeout(() => setAsked(text), PAUSE);
    return () => clearTimeout(wait);
  }, [text]);
  const found = useSought(of.table, asked);
  return (
    <Shown asked={found}>
      {({ data, complete }) =>
        data.length === 0 ? (
          <Empty title={common("nothingFound")} />
        ) : (
          <Lines {...of} codes={data} complete={complete} />
        )
      }
    </Shown>
  );
}

function Level({ below, ...of }: Of & { below: string }) {
  const found = useBelow(of.table, below);
  return (
    <Shown asked={found}>
      {({ data, complete }) => {
        if (data.length > 0) return <Lines {...of} codes={data} complete={complete} />;
        return below ? <p class="small faint">{c("nothingBelow")}</p> : <Empty title={c("noCodes")} />;
      }}
    </Shown>
  );
}

function Lines({ codes, complete, ...of }: Of & { codes: readonly Code[]; complete: boolean }) {
  return (
    <>
      <ul class="tree">
        {codes.map((code) => (
          <Line key={code.id} code={code} {...of} />
        ))}
      </ul>
      {!complete && <p class="small faint">{c("moreThere")}</p>}
    </>
  );
}

function Line({ code, ...of }: Of & { code: Code }) {
  const [open, setOpen] = useState(false);
  const name = `${code.code} ${named(code.names, code.name)}`;
  return (
    <li>
      <div class="row between">
        <Button
          kind="quiet"
          icon={open ? "down" : "chevron"}
          label={c("unfold", { name })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        <div class="grow">
          <code>{code.code}</code> {named(code.names, code.name)}
          {code.description && <p class="small faint">{code.description}</p>}
        </div>
        {!of.fixed && (
          <Menu
            label={name}
            items={[
              may("code.edit") && { label: common("edit"), icon: "edit", run: () => of.onEdit(code) },
              may("code.create") && {
                label: c("addBelow"),
                icon: "plus",
                run: () => {
                  setOpen(true);
                  of.onAdd(code);
                },
              },
              may("code.edit") && { label: c("move"), icon: "up", run: () => of.onMove(code) },
              may("code.delete") && { label: common("archive"), icon: "archive", run: () => drop(of.table, code) },
            ]}
          />
        )}
      </div>
      {open && <Level below={code.id} {...of} />}
    </li>
  );
}

const drop = (table: string, code: Code) =>
  archive({ type: "code", plural: "codes", id: code.id, name: told(code) }, () => changed(table));
