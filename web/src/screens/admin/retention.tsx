import { useState } from "preact/hooks";
import { api, type Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { fieldOf, optionsOf, typeName, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { DueList } from "./due_list.tsx";
import { namesOf } from "./names_of.ts";
import { changedAt, Setting, without } from "./setting.tsx";
import { s } from "./setting_words.ts";
import { t } from "./trust_words.ts";

export type Rule = Schemas["KnownRetentionRule"];

const PATH = "/v1/retention-rules";
const OF = namesOf<Rule["of"]>()({ relation: 0, contact: 0, activity: 0, document: 0 });
const ACTIONS = namesOf<Rule["action"]>()({ review: 0, archive: 0, erase: 0 });
/** Rules are about people; a company is none. */
const PEOPLE = new Set(["person", "couple"]);

/** How long is kept what is kept of people; nothing goes by itself, so what is due is listed below each rule. */
export default function Retention() {
  const [shown, setShown] = useState("");
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ rules }) => rules}
      write={(rules, header) => api.PUT(PATH, { params: { header }, body: { rules } })}
      may={may("setting.edit")}
      onKept={() => stale("/v1/retention/due")}
    >
      {({ draft, change, problem, told }) => (
        <>
          {draft.length === 0 && <p class="faint">{t("keptForEver")}</p>}
          {draft.map((rule, at) => {
            const isKept = told.rules.some((each) => JSON.stringify(each) === JSON.stringify(rule));
            return (
              <section key={rule.key} class="panel stack">
                <RuleOf
                  rule={rule}
                  fault={problem?.about(`rules[${at}]`) ?? null}
                  put={(changes) => change(changedAt(draft, at, changes))}
                />
                <div class="row">
                  {isKept && may("setting.edit") && (
                    <Button
                      aria-expanded={shown === rule.key}
                      onClick={() => setShown(shown === rule.key ? "" : rule.key)}
                    >
                      {t("whatIsDue")}
                    </Button>
                  )}
                  <Button icon="close" onClick={() => change(without(draft, at))}>
                    {common("remove")}
                  </Button>
                </div>
                {isKept && shown === rule.key && <DueList rule={rule} />}
              </section>
            );
          })}
          <div class="row">
            <Button icon="plus" onClick={() => change([...draft, fresh(draft)])}>
              {s("addRule")}
            </Button>
          </div>
        </>
      )}
    </Setting>
  );
}

type RuleProps = { rule: Rule; fault: string | null; put: (changes: Partial<Rule>) => void };

function RuleOf({ rule, fault, put }: RuleProps) {
  const schema = useSchema(rule.of);
  const options = (name: string) => {
    const field = fieldOf(schema.data, name);
    return field ? optionsOf(field) : [];
  };
  const kinds = options("kind").filter(({ value }) => rule.of !== "relation" || PEOPLE.has(value));
  return (
    <>
      {fault && <p class="fault">{fault}</p>}
      <div class="columns">
        <SelectField
          label={t("keptOf")}
          value={rule.of}
          onValue={(of) => put({ of: of as Rule["of"], kind: null, status: null })}
          options={OF.map((value) => ({ value, label: typeName(value) }))}
        />
        {kinds.length > 0 && (
          <SelectField
            label={t("kind")}
            empty={common("all")}
            value={rule.kind ?? ""}
            onValue={(kind) => put({ kind: kind || null })}
            options={kinds}
          />
        )}
        {rule.of === "relation" && (
          <SelectField
            label={t("status")}
            empty={common("all")}
            value={rule.status ?? ""}
            onValue={(status) => put({ status: status || null })}
            options={options("status")}
          />
        )}
        <TextField
          label={t("months")}
          help={t(`since_${rule.of}`)}
          type="number"
          min={1}
          max={600}
          value={String(rule.months)}
          onValue={(months) => put({ months: Number(months) })}
        />
        <SelectField
          label={t("thenDo")}
          value={rule.action}
          onValue={(action) => put({ action: action as Rule["action"] })}
          options={ACTIONS.map((value) => ({ value, label: t(value) }))}
        />
      </div>
    </>
  );
}

function fresh(rules: readonly Rule[]): Rule {
  const taken = new Set(rules.map(({ key }) => key));
  let number = 1;
  while (taken.has(`rule_${number}`)) number += 1;
  return { key: `rule_${number}`, of: "relation", kind: "person", status: null, months: 24, action: "review" };
}
