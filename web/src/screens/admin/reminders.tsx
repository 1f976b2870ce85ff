import { api, type Schemas } from "@/api/client.ts";
import { may } from "@/api/session.ts";
import { useSchema } from "@/fields/index.ts";
import { AHEADS, aheadText } from "@/screens/account/ahead.ts";
import { type Channel, ChannelSelect } from "@/screens/account/channel_select.tsx";
import { n as account } from "@/screens/account/notice_words.ts";
import { Button } from "@/shared/button.tsx";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import { d } from "./duty_words.ts";
import { ticked } from "./link_type_dialog.tsx";
import { changedAt, Setting, without } from "./setting.tsx";
import { s } from "./setting_words.ts";

type Rule = Schemas["KnownRule"];

const PATH = "/v1/reminder-rules";
const OF = ["due", "start", "expires"] as const;
const MOST = 10;
const AGAIN = ["PT1H", "P1D", "P2D", "P7D"];
const TIMES = [1, 2, 3, 5, 10].map((n) => ({ value: String(n), label: String(n) }));

/** When people are reminded who made no rules of their own. */
export default function Reminders() {
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={({ rules }) => rules}
      write={(rules, header) => api.PUT(PATH, { params: { header }, body: { rules } })}
      may={may("setting.edit")}
    >
      {({ draft, change, problem }) => (
        <>
          {draft.length === 0 && <p class="faint">{d("nobodyReminded")}</p>}
          {draft.map((rule, at) => (
            <RuleOf
              key={rule.key}
              rule={rule}
              fault={problem?.about(`rules[${at}]`) ?? null}
              put={(changes) => change(changedAt(draft, at, changes))}
              remove={() => change(without(draft, at))}
            />
          ))}
          {draft.length < MOST && (
            <div class="row">
              <Button icon="plus" onClick={() => change([...draft, fresh(draft)])}>
                {s("addRule")}
              </Button>
            </div>
          )}
        </>
      )}
    </Setting>
  );
}

type RuleProps = { rule: Rule; fault: string | null; put: (changes: Partial<Rule>) => void; remove: () => void };

function RuleOf({ rule, fault, put, remove }: RuleProps) {
  const offered = (list: readonly string[], value: string | null) =>
    value && !list.includes(value) ? [value, ...list] : list;
  return (
    <fieldset class="panel stack">
      <legend class="unseen">{account(rule.of)}</legend>
      {fault && <p class="fault">{fault}</p>}
      <div class="columns">
        <SelectField
          label={account("of")}
          value={rule.of}
          onValue={(of) => put({ of: of as Rule["of"], kinds: [] })}
          options={OF.map((value) => ({ value, label: account(value) }))}
        />
        <SelectField
          label={account("ahead")}
          value={rule.ahead}
          onValue={(ahead) => put({ ahead })}
          options={offered(AHEADS, rule.ahead).map((value) => ({ value, label: aheadText(value) }))}
        />
        <ChannelSelect label={account("how")} value={rule.channel as Channel} onValue={(channel) => put({ channel })} />
        <SelectField
          label={d("again")}
          empty={d("notAgain")}
          value={rule.repeat ?? ""}
          onValue={(repeat) => put({ repeat: repeat || null, repeats: repeat ? rule.repeats || 1 : 0 })}
          options={offered(AGAIN, rule.repeat).map((value) => ({ value, label: aheadText(value) }))}
        />
        {rule.repeat && (
          <SelectField
            label={d("times")}
            value={String(rule.repeats)}
            onValue={(repeats) => put({ repeats: Number(repeats) })}
            options={TIMES}
          />
        )}
      </div>
      {rule.of !== "expires" && <KindsOf chosen={rule.kinds} onChosen={(kinds) => put({ kinds })} />}
      <div class="row">
        <Button icon="close" onClick={remove}>
          {common("remove")}
        </Button>
      </div>
    </fieldset>
  );
}

function KindsOf({ chosen, onChosen }: { chosen: string[]; onChosen: (kinds: string[]) => void }) {
  const schema = useSchema("activity");
  const kinds = schema.data?.fields.find(({ name }) => name === "kind")?.options ?? [];
  return (
    <details open={chosen.length > 0}>
      <summary>{d("onlyKinds")}</summary>
      <div class="columns">
        {kinds
          .filter(({ key, archived }) => !archived || chosen.includes(key))
          .map(({ key, name, names }) => (
            <CheckField
              key={key}
              label={named(names, name ?? key)}
              checked={chosen.includes(key)}
              onChecked={(on) => onChosen(ticked(chosen, key, on))}
            />
          ))}
      </div>
    </details>
  );
}

function fresh(rules: readonly Rule[]): Rule {
  const taken = new Set(rules.map(({ key }) => key));
  let number = 1;
  while (taken.has(`rule_${number}`)) number += 1;
  return { key: `rule_${number}`, of: "due", ahead: "P1D", channel: "in_app", repeat: null, repeats: 0, kinds: [] };
}
