import { useState } from "preact/hooks";
import { type RecordOf, readRecord, screenOf, searchRecords } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { RecordDialog } from "@/editing/record_dialog.tsx";
import { titleOf } from "@/fields/finders.ts";
import { labelOf } from "@/fields/label.ts";
import { typeNames } from "@/fields/type_name.ts";
import { Button } from "@/shared/button.tsx";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { type Opened, openedBy } from "./gaps.ts";
import { More, NoneLeft } from "./more.tsx";
import { type Pages, usePages } from "./pages.ts";
import { w } from "./words.ts";

const PLURALS: Record<string, string> = { relation: "relations", contact: "contacts", address: "addresses" };
const LIMIT = 50;

function criteriaOf(type: string, mine: boolean): unknown {
  if (type === "address") return { any: ["missing", "malformed"].map((field) => ({ field, op: "exists" })) };
  const low = { field: "completeness", op: "lt", value: 100 };
  return { all: mine ? [{ field: "owner", op: "eq", value: "@me" }, low] : [low] };
}

/** Records of which something is missing that the organisation asks for; each opens at what is to be filled in. */
export function Incomplete() {
  const types = Object.keys(PLURALS).filter((type) => may(`${type}.read`));
  const [type, setType] = useState(types[0] ?? "relation");
  const [mine, setMine] = useState(true);
  const plural = PLURALS[type] as string;
  return (
    <>
      <div class="clean-head">
        <SelectField
          label={w("ofType")}
          options={types.map((each) => ({ value: each, label: typeNames(each) }))}
          value={type}
          onValue={setType}
        />
        {type !== "address" && <CheckField label={w("mineOnly")} checked={mine} onChecked={setMine} />}
      </div>
      <Worked key={`${type} ${mine}`} type={type} plural={plural} mine={mine} />
    </>
  );
}

type Props = { type: string; plural: string };

function Worked({ type, plural, mine }: Props & { mine: boolean }) {
  const criteria = criteriaOf(type, mine);
  const { asked, ...pages } = usePages(`/v1/${plural} incomplete ${mine}`, (cursor) =>
    searchRecords(plural, { criteria, limit: LIMIT, cursor }),
  );
  return (
    <Shown asked={asked} lines={6}>
      {({ data }) => <Lacking rows={data} type={type} plural={plural} {...pages} />}
    </Shown>
  );
}

type Listed = Props & { rows: RecordOf[] } & Omit<Pages<RecordOf>, "asked">;

function Lacking({ type, plural, rows, change, more, problem }: Listed) {
  const [opened, setOpened] = useState<(Opened & { row: string }) | null>(null);
  /** Rows of lists tell less than the record itself, which is read where somebody goes to work on it. */
  const open = async (row: RecordOf, gap?: string) => {
    try {
      const record = await readRecord(plural, row.id);
      setOpened({ ...(await openedBy(type, record, gap)), row: row.id });
    } catch (error) {
      complain(error);
    }
  };
  const saved = async (id: string) => {
    setOpened(null);
    const record = await readRecord(plural, id).catch(() => null);
    if (!record) return;
    const left = gapsOf(record).length > 0;
    change((before) => before.flatMap((each) => (each.id !== id ? [each] : left ? [record] : [])));
  };
  if (rows.length === 0)
    return <NoneLeft more={more} problem={problem} title={w("noneIncomplete")} how={w("noneIncompleteHow")} />;
  return (
    <>
      <ul class="list lacking">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <a href={screenOf(row.id) ?? "#"}>{titleOf(row)}</a>
              {typeof row.completeness === "number" && (
                <span class="help">{w("percent", { n: row.completeness })}</span>
              )}
            </div>
            <div class="gaps">
              {gapsOf(row).map((gap) => (
                <Button
                  key={gap}
                  kind="quiet"
                  icon="plus"
                  aria-label={w("fillIn", { field: labelOf(gap, type), name: titleOf(row) })}
                  onClick={() => open(row, gap)}
                >
                  {labelOf(gap, type)}
                </Button>
              ))}
              {gapsOf(row).length === 0 && (
                <Button aria-label={`${w("complete")}: ${titleOf(row)}`} onClick={() => open(row)}>
                  {w("complete")}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <More more={more} problem={problem} />
      {opened && (
        <RecordDialog
          type={opened.type}
          record={opened.record}
          fields={opened.fields}
          onDone={() => void saved(opened.row)}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

export function gapsOf(record: RecordOf): string[] {
  const told = [record.missing, record.malformed].flatMap((each) => (Array.isArray(each) ? (each as string[]) : []));
  return [...new Set(told)];
}
