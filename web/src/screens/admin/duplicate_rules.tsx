import { api, type Schemas } from "@/api/client.ts";
import { may } from "@/api/session.ts";
import { typeNames } from "@/fields/index.ts";
import { why } from "@/screens/clean_up/words.ts";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { compare } from "@/words/format.ts";
import { ticked } from "./link_type_dialog.tsx";
import { Setting } from "./setting.tsx";
import { s } from "./setting_words.ts";

type Rules = Required<Schemas["DuplicateRules"]>;
type Rule = Schemas["DuplicateRule"];
type Reason = NonNullable<Rule["ignored"]>[number];

const PATH = "/v1/duplicates/rules";
const TYPES = ["relation", "contact", "address"] as const;
const REASONS: Reason[] = [
  "same_name",
  "similar_name",
  "other_name",
  "same_chamber_number",
  "same_vat_number",
  "other_chamber_number",
  "same_host",
  "other_host",
  "one_is_holding",
  "same_city",
  "same_phone",
  "same_mail",
  "same_postcode",
  "same_house",
  "near_city",
  "other_city",
  "other_country",
  "same_person",
  "other_person",
  "same_address",
  "other_part",
  "one_is_part",
  "same_street",
  "other_house",
];
const SCORES = Array.from({ length: 31 }, (_, at) => String(70 + at)).map((value) => ({ value, label: value }));

/** What keeps something from being added twice, of each type. */
export default function DuplicateRules() {
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={(told) => told as Rules}
      write={(body, header) => api.PUT(PATH, { params: { header }, body })}
      may={may("setting.edit")}
    >
      {({ draft, change }) =>
        TYPES.map((type) => (
          <section key={type} class="stack">
            <h2>{typeNames(type)}</h2>
            <Rule rule={draft[type]} put={(changes) => change({ ...draft, [type]: { ...draft[type], ...changes } })} />
          </section>
        ))
      }
    </Setting>
  );
}

function Rule({ rule, put }: { rule: Rule; put: (changes: Partial<Rule>) => void }) {
  const ignored = rule.ignored ?? [];
  const reasons = [...REASONS].sort((a, b) => compare(why(a), why(b)));
  return (
    <div class="form">
      <SelectField
        label={s("onCreate")}
        value={rule.on_create ?? "refuse"}
        onValue={(on_create) => put({ on_create: on_create as "refuse" | "off" })}
        options={(["refuse", "off"] as const).map((value) => ({ value, label: s(value) }))}
      />
      {rule.on_create !== "off" && (
        <>
          <SelectField
            label={s("threshold")}
            value={String(rule.threshold ?? 85)}
            onValue={(threshold) => put({ threshold: Number(threshold) })}
            options={SCORES}
          />
          <CheckField label={s("masked")} checked={rule.masked ?? true} onChecked={(masked) => put({ masked })} />
        </>
      )}
      <details open={ignored.length > 0}>
        <summary>{s("ignored")}</summary>
        <div class="columns">
          {reasons.map((each) => (
            <CheckField
              key={each}
              label={why(each)}
              checked={ignored.includes(each)}
              onChecked={(on) => put({ ignored: ticked(ignored, each, on) })}
            />
          ))}
        </div>
      </details>
    </div>
  );
}
