import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import type { components } from "@/api/schema.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { AHEADS, aheadText } from "./ahead.ts";
import { type Channel, ChannelSelect } from "./channel_select.tsx";
import { n } from "./notice_words.ts";
import { w } from "./words.ts";

type Rules = components["schemas"]["KnownRules"];
type Rule = Rules["rules"][number];
const PATH = "/v1/me/reminder-rules";
const OF = ["due", "start", "expires"] as const;
const MOST = 10;

/** When one is reminded: by rules of the organisation, until one makes rules of one's own. */
export function Reminders() {
  const asked = useQuery(PATH, (signal) => got(api.GET(PATH, { signal })));
  const keep = async (rules: Rule[]) => {
    const before = asked.data;
    asked.set({ rules, own: true });
    try {
      asked.set(await got(api.PUT(PATH, { body: { rules } })));
      say(w("saved"));
    } catch (error) {
      if (before) asked.set(before);
      complain(error);
    }
  };
  const drop = async () => {
    try {
      await api.DELETE(PATH);
      await asked.reload();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <section class="form">
      <h2>{n("reminders")}</h2>
      <Shown asked={asked}>
        {({ rules, own }) => (
          <>
            <p class="faint">{own ? n("remindersOwn") : n("remindersShared")}</p>
            {rules.length === 0 && <p>{n("noRules")}</p>}
            {rules.map((rule) => (
              <RuleLine
                key={rule.key}
                rule={rule}
                onChange={(next) => keep(rules.map((each) => (each === rule ? next : each)))}
                onRemove={() => keep(rules.filter((each) => each !== rule))}
              />
            ))}
            <div class="row">
              {rules.length < MOST && (
                <Button icon="plus" onClick={() => keep([...rules, fresh(rules)])}>
                  {n("addRule")}
                </Button>
              )}
              {own && <Button onClick={drop}>{n("dropOwn")}</Button>}
            </div>
          </>
        )}
      </Shown>
    </section>
  );
}

type LineProps = { rule: Rule; onChange: (rule: Rule) => void; onRemove: () => void };

function RuleLine({ rule, onChange, onRemove }: LineProps) {
  const aheads = AHEADS.includes(rule.ahead) ? AHEADS : [rule.ahead, ...AHEADS];
  return (
    <fieldset class="reminder">
      <legend class="unseen">{n(rule.of)}</legend>
      <SelectField
        label={n("of")}
        value={rule.of}
        onValue={(of) => onChange({ ...rule, of: of as Rule["of"] })}
        options={OF.map((value) => ({ value, label: n(value) }))}
      />
      <SelectField
        label={n("ahead")}
        value={rule.ahead}
        onValue={(ahead) => onChange({ ...rule, ahead })}
        options={aheads.map((value) => ({ value, label: aheadText(value) }))}
      />
      <ChannelSelect
        label={n("how")}
        value={rule.channel as Channel}
        onValue={(channel) => onChange({ ...rule, channel })}
      />
      <Button kind="quiet" icon="close" label={`${common("remove")}: ${n(rule.of)}`} onClick={onRemove} />
    </fieldset>
  );
}

function fresh(rules: readonly Rule[]): Rule {
  const taken = new Set(rules.map((each) => each.key));
  let number = 1;
  while (taken.has(`own_${number}`)) number += 1;
  return { key: `own_${number}`, of: "due", ahead: "P1D", channel: "in_app", repeat: null, repeats: 0, kinds: [] };
}
