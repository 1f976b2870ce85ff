import type { ApiProblem } from "@/api/problem.ts";
import { listRecords } from "@/api/records.ts";
import { typeName } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { Picker } from "@/shared/picker.tsx";
import { common } from "@/shared/words.ts";
import { type FieldBand, type FieldDraft, isCode, isNumber } from "./field_draft.ts";
import { f } from "./field_words.ts";

type Part = { draft: FieldDraft; put: (changes: Partial<FieldDraft>) => void };
type Props = Part & { isNew: boolean; problem: ApiProblem | null };

const TARGETS = ["relation", "contact", "address", "building", "product"];

/** What only some kinds of field have. */
export function KindFields({ draft, isNew, put, problem }: Props) {
  return (
    <>
      {isNew && draft.kind === "link" && (
        <Picker
          label={f("to")}
          many
          required
          chosen={draft.to.map((each) => ({ value: each, label: typeName(each) }))}
          onChosen={(chosen) => put({ to: chosen.map((each) => each.value) })}
          find={async (text) =>
            TARGETS.map((each) => ({ value: each, label: typeName(each) })).filter((each) =>
              each.label.toLocaleLowerCase().includes(text.toLocaleLowerCase()),
            )
          }
          problem={problem?.about("to")}
        />
      )}
      {isNew && isCode(draft.kind) && (
        <Picker
          label={f("table")}
          required
          chosen={draft.table ? [{ value: draft.table.id, label: draft.table.title ?? draft.table.id }] : []}
          onChosen={([one]) => put({ table: one ? { id: one.value, title: one.label } : null })}
          find={async () => {
            const { data } = await listRecords("code-tables", { limit: 200 });
            return data.map((each) => ({ value: each.id, label: String(each.name ?? each.key) }));
          }}
          problem={problem?.about("table")}
        />
      )}
      {isNumber(draft.kind) && <NumberFields draft={draft} put={put} isNew={isNew} problem={problem} />}
    </>
  );
}

function NumberFields({ draft, put, isNew, problem }: Props) {
  return (
    <>
      <div class="columns">
        {draft.kind === "money" && isNew && (
          <TextField
            label={f("currency")}
            value={draft.currency}
            maxLength={3}
            onValue={(currency) => put({ currency: currency.toUpperCase() })}
            problem={problem?.about("currency")}
          />
        )}
        {draft.kind === "number" && (
          <TextField
            label={f("decimals")}
            inputMode="numeric"
            value={draft.decimals}
            onValue={(decimals) => put({ decimals })}
            problem={problem?.about("decimals")}
          />
        )}
        <TextField
          label={f("minimum")}
          inputMode="decimal"
          value={draft.minimum}
          onValue={(minimum) => put({ minimum })}
          problem={problem?.about("minimum")}
        />
        <TextField
          label={f("maximum")}
          inputMode="decimal"
          value={draft.maximum}
          onValue={(maximum) => put({ maximum })}
          problem={problem?.about("maximum")}
        />
      </div>
      <Bands draft={draft} put={put} />
    </>
  );
}

/** Bands of numbers, from the lowest up; the last has no end. */
function Bands({ draft, put }: Part) {
  const { bands } = draft;
  const change = (at: number, changes: Partial<FieldBand>) =>
    put({ bands: bands.map((each, index) => (index === at ? { ...each, ...changes } : each)) });
  return (
    <details open={bands.length > 0}>
      <summary>{f("bands")}</summary>
      <div class="stack">
        {bands.map((band, at) => (
          <div key={band.key || at} class="option-row">
            <TextField label={common("name")} hideLabel value={band.name} onValue={(name) => change(at, { name })} />
            <TextField
              label={f("upto")}
              placeholder={f("upto")}
              inputMode="decimal"
              value={band.upto === null || band.upto === undefined ? "" : String(band.upto)}
              onValue={(upto) => change(at, { upto: upto.trim() ? Number(upto.replace(",", ".")) : null })}
            />
            <Button
              kind="quiet"
              icon="close"
              label={`${common("remove")}: ${band.name}`}
              onClick={() => put({ bands: bands.filter((_, index) => index !== at) })}
            />
          </div>
        ))}
        <div class="row">
          <Button icon="plus" onClick={() => put({ bands: [...bands, { key: "", name: "", upto: null }] })}>
            {common("add")}
          </Button>
        </div>
      </div>
    </details>
  );
}
