import { api, type Schemas } from "@/api/client.ts";
import { may } from "@/api/session.ts";
import { typeNames } from "@/fields/index.ts";
import { why } from "@/screens/clean_up/words.ts";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { compare } from "@/words/format.ts";
import { ticked } from "./link_type_dialog.tsx";
import { namesOf } from "./names_of.ts";
import { Setting } from "./setting.tsx";
import { s } from "./setting_words.ts";

type Rules = Required<Schemas["DuplicateRules"]>;
type Rule = Schemas["DuplicateRule"];
type Reason = NonNullable<Rule["ignored"]>[number];

const PATH = "/v1/duplicates/rules";
/** Exactly those of the API: one more or less there does not pass the compiler. */
const TYPES = namesOf<keyof Rules>()({ relation: 0, contact: 0, address: 0 });
const REASONS = namesOf<Reason>()({
  same_name: 0,
  similar_name: 0,
  other_name: 0,
  same_chamber_number: 0,
  same_vat_number: 0,
  other_chamber_number: 0,
  same_host: 0,
  other_host: 0,
  one_is_holding: 0,
  same_city: 0,
  same_phone: 0,
  same_mail: 0,
  same_postcode: 0,
  same_house: 0,
  near_city: 0,
  other_city: 0,
  other_country: 0,
  same_person: 0,
  other_person: 0,
  same_address: 0,
  other_part: 0,
  one_is_part: 0,
  same_street: 0,
  other_house: 0,
});
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
