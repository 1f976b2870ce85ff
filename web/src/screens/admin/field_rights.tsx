import { useState } from "preact/hooks";
import { fieldOf, labelOf, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { compare } from "@/words/format.ts";
import { EVERY, type Grantable, type Level, levelOf, type TypeRights } from "./rights.ts";
import { r } from "./rights_words.ts";

type Props = {
  type: string;
  title: string;
  fields: Grantable["fields"];
  rights: TypeRights;
  writes: boolean;
  onDone: (rights: TypeRights) => void;
  onClose: () => void;
};

const LEVELS = [
  ["none", "none"],
  ["read", "readOnly"],
  ["write", "write"],
] as const;

/** Each field of a type: not seen, seen, or seen and changed; what is not named is as the first row says. */
export function FieldRights({ type, title, fields, rights, writes, onDone, onClose }: Props) {
  const schema = useSchema(type === EVERY ? null : type);
  const [draft, setDraft] = useState(rights.fields);
  const [text, setText] = useState("");
  const now = { ...rights, fields: draft };
  const name = (field: string) => labelOf(fieldOf(schema.data, field) ?? field, type);
  const put = (field: string, level: Level) => {
    const { [field]: _, ...rest } = draft;
    const isSame = field !== EVERY && level === (draft[EVERY] ?? "none");
    setDraft(isSame ? rest : { ...rest, [field]: level });
  };
  const shown = fields
    .filter(({ name: field }) => name(field).toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()))
    .sort((a, b) => compare(name(a.name), name(b.name)));
  return (
    <Dialog
      title={title}
      wide
      onClose={onClose}
      onSubmit={() => onDone(now)}
      footer={
        <>
          <Button onClick={onClose}>{common(writes ? "cancel" : "close")}</Button>
          {writes && (
            <Button kind="primary" type="submit">
              {common("done")}
            </Button>
          )}
        </>
      }
    >
      {fields.length > 8 && <TextField label={r("findField")} type="search" value={text} onValue={setText} />}
      <div class="scroll-x">
        <table class="grid">
          <thead>
            <tr>
              <td />
              {LEVELS.map(([level, word]) => (
                <th key={level} scope="col">
                  {r(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row
              id={EVERY}
              name={r("allOthers")}
              level={draft[EVERY] ?? "none"}
              writes={writes}
              onLevel={(level) => put(EVERY, level)}
            />
            {shown.map((field) => (
              <Row
                key={field.name}
                id={field.name}
                name={name(field.name)}
                level={shownLevel(levelOf(now, field.name), field)}
                writes={writes}
                essential={field.essential}
                computed={!field.written}
                onLevel={(level) => put(field.name, level)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

/** What a record is known by is always seen, and what is computed is never changed. */
function shownLevel(level: Level, { essential, written }: Grantable["fields"][number]): Level {
  if (level === "none" && essential) return "read";
  return level === "write" && !written ? "read" : level;
}

type RowProps = {
  id: string;
  name: string;
  level: Level;
  writes: boolean;
  essential?: boolean;
  computed?: boolean;
  onLevel: (level: Level) => void;
};

function Row({ id, name, level, writes, essential, computed, onLevel }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {name}
        {essential && <span class="small faint"> {r("essential")}</span>}
      </th>
      {LEVELS.map(([each, word]) => (
        <td key={each}>
          <input
            type="radio"
            name={`level-${id}`}
            aria-label={`${name}: ${r(word)}`}
            checked={level === each}
            disabled={!writes || (essential && each === "none") || (computed && each === "write")}
            onChange={() => onLevel(each)}
          />
        </td>
      ))}
    </tr>
  );
}
