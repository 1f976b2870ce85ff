import { api, type Schemas } from "@/api/client.ts";
import { may } from "@/api/session.ts";
import { type Criteria, CriteriaBuilder } from "@/criteria/index.ts";
import { fieldOf, labelOf, typeNames, useSchema } from "@/fields/index.ts";
import { begin } from "@/jobs/index.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Tabs } from "@/shared/tabs.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { useChosen } from "@/shell/in_address.ts";
import { compare } from "@/words/format.ts";
import { l } from "./layout_words.ts";
import { changedAt, type Drawn, Setting, without } from "./setting.tsx";
import { s } from "./setting_words.ts";

type Rule = Schemas["CompletenessRule"];
/** By type; null is to have the rules that come with Relata again. */
type Draft = Record<string, Rule[] | null>;

const PATH = "/v1/completeness-rules";

/** What a complete record has: fields by weight, of all records or of some. */
export default function Completeness() {
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ types }): Draft => types}
      write={(types, header) => api.PUT(PATH, { params: { header }, body: { types: chosen(types) } })}
      may={may("setting.edit")}
    >
      {(drawn) => <ByType {...drawn} />}
    </Setting>
  );
}

function ByType({ draft, change, told }: Drawn<Schemas["KnownCompletenessRules"], Draft>) {
  const [first = "relation", ...others] = Object.keys(told.types);
  const [type, setType] = useChosen("tab", [first, ...others]);
  return (
    <Tabs
      label={l("screen")}
      tabs={Object.keys(told.types).map((key) => ({ key, label: typeNames(key) }))}
      chosen={type}
      onChoose={setType}
    >
      <Rules
        key={type}
        type={type}
        offers={told.fields[type] ?? []}
        rules={draft[type] ?? null}
        onRules={(rules) => change({ ...draft, [type]: rules })}
      />
    </Tabs>
  );
}

const chosen = (types: Draft): Record<string, Rule[]> =>
  Object.fromEntries(Object.entries(types).flatMap(([type, rules]) => (rules ? [[type, rules]] : [])));

type RulesProps = { type: string; offers: string[]; rules: Rule[] | null; onRules: (rules: Rule[] | null) => void };

function Rules({ type, offers, rules, onRules }: RulesProps) {
  const schema = useSchema(type);
  const name = (field: string) => labelOf(fieldOf(schema.data, field) ?? field, type);
  const options = offers.map((value) => ({ value, label: name(value) })).sort((a, b) => compare(a.label, b.label));
  const renew = () => begin({ kind: "renew", those: { of: type, criteria: { all: [] } } }).then(began, complain);
  if (!rules) return <p class="faint">{l("asShipped")}</p>;
  return (
    <div class="stack">
      {rules.length === 0 && <p class="faint">{s("noRulesComplete")}</p>}
      <ul class="list">
        {rules.map((rule, at) => (
          <li key={`${at} of ${rules.length}`} class="stack">
            <div class="row rule-row">
              <SelectField
                label={s("field")}
                value={rule.field}
                onValue={(field) => onRules(changedAt(rules, at, { field }))}
                options={options}
              />
              <SelectField
                label={s("weight")}
                value={String(rule.weight ?? 1)}
                onValue={(weight) => onRules(changedAt(rules, at, { weight: Number(weight) }))}
                options={WEIGHTS}
              />
              <Button
                kind="quiet"
                icon="close"
                label={`${common("remove")}: ${name(rule.field)}`}
                onClick={() => onRules(without(rules, at))}
              />
            </div>
            <details open={Boolean(rule.when)}>
              <summary>{s("onlyWhen")}</summary>
              <CriteriaBuilder
                type={type}
                value={(rule.when ?? null) as Criteria | null}
                onValue={(when) => onRules(changedAt(rules, at, { when: when as Rule["when"] }))}
              />
            </details>
          </li>
        ))}
      </ul>
      <div class="row">
        <Button
          icon="plus"
          onClick={() => onRules([...rules, { field: options[0]?.value ?? "", weight: 1, when: null }])}
        >
          {s("addRule")}
        </Button>
        <Button onClick={() => onRules(null)}>{s("shippedRules")}</Button>
        {may("custom_field.edit") && <Button onClick={renew}>{s("renewCount")}</Button>}
      </div>
    </div>
  );
}

const WEIGHTS = Array.from({ length: 10 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }));

const began = () => say(s("renewBegun"));
