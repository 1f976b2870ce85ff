import { type Criteria, CriteriaBuilder } from "@/criteria/index.ts";
import { Button } from "@/shared/button.tsx";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import type { FieldDraft, FieldRule } from "./field_draft.ts";
import { f } from "./field_words.ts";

type Props = { draft: FieldDraft; put: (changes: Partial<FieldDraft>) => void };

const NOTHING: Criteria = { all: [] };

/** A class by rule: the first rule that a record meets chooses its option. */
export function RulesEditor({ draft, put }: Props) {
  const { rules } = draft;
  const change = (at: number, changes: Partial<FieldRule>) =>
    put({ rules: rules.map((each, index) => (index === at ? { ...each, ...changes } : each)) });
  const offers = draft.options.filter((each) => each.key && !each.archived);
  if (!offers.length) return null;
  return (
    <details open={rules.length > 0}>
      <summary>{f("rules")}</summary>
      <div class="stack">
        {rules.map((rule, at) => (
          <div key={`${at} of ${rules.length}`} class="panel stack">
            <div class="row between">
              <SelectField
                label={f("rule", { n: at + 1 })}
                value={rule.option}
                onValue={(option) => change(at, { option })}
                options={offers.map((each) => ({ value: each.key, label: each.name }))}
              />
              <Button
                icon="close"
                label={`${common("remove")}: ${at + 1}`}
                onClick={() => put({ rules: rules.filter((_, index) => index !== at) })}
              />
            </div>
            <CriteriaBuilder
              type={draft.of}
              value={rule.criteria}
              onValue={(criteria) => change(at, { criteria: criteria ?? NOTHING })}
            />
          </div>
        ))}
        <div class="row">
          <Button
            icon="plus"
            onClick={() => put({ rules: [...rules, { option: offers[0]?.key ?? "", criteria: NOTHING }] })}
          >
            {common("add")}
          </Button>
        </div>
        {rules.length > 0 && (
          <CheckField label={f("byHand")} checked={draft.by_hand} onChecked={(by_hand) => put({ by_hand })} />
        )}
      </div>
    </details>
  );
}
