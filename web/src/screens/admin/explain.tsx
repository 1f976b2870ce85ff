import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { fieldOf, labelOf, typeNames, useSchema } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { compare } from "@/words/format.ts";
import { knownReason, reasonOf } from "@/words/reasons.ts";
import { actionsOf, type Grantable, useCatalog } from "./rights.ts";
import { actionName, r } from "./rights_words.ts";
import { ruleWhy } from "./rule_words.ts";
import { UserSelect } from "./view_as.tsx";

type Explained = Schemas["Explained"];

export default function Explain() {
  const catalog = useCatalog();
  return (
    <Shown asked={catalog} lines={5}>
      {({ data }) => <Asking catalog={data} />}
    </Shown>
  );
}

/** Asks which rule lets somebody do something with a record, or does not, and tells it in words. */
function Asking({ catalog }: { catalog: readonly Grantable[] }) {
  const [user, setUser] = useState("");
  const [type, setType] = useState(catalog[0]?.type ?? "");
  const [action, setAction] = useState("read");
  const [record, setRecord] = useState<Choice[]>([]);
  const [field, setField] = useState("");
  const [told, setTold] = useState<Explained | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const known = catalog.find((each) => each.type === type);
  const anew = (change: () => void) => () => {
    change();
    setTold(null);
  };
  const ask = async () => {
    setBusy(true);
    setProblem(null);
    const body = {
      ...(user ? { user } : {}),
      right: { type, action },
      ...(record[0] ? { record: record[0].value } : {}),
      ...(field ? { field } : {}),
    };
    try {
      setTold(await got(api.POST("/v1/rights/explain", { body })));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <ErrorNote problem={problem} />
      <UserSelect value={user} onValue={(id) => anew(() => setUser(id))()} />
      <SelectField
        label={r("wants")}
        value={action}
        onValue={(each) => anew(() => setAction(each))()}
        options={actionsOf(known ? [known] : catalog).map((value) => ({ value, label: actionName(value) }))}
      />
      <SelectField
        label={r("ofType")}
        value={type}
        onValue={(each) =>
          anew(() => {
            setType(each);
            setRecord([]);
            setField("");
          })()
        }
        options={catalog
          .map((each) => ({ value: each.type, label: typeNames(each.type) }))
          .sort((a, b) => compare(a.label, b.label))}
      />
      <Picker
        key={type}
        label={r("which")}
        help={r("whichHelp")}
        chosen={record}
        onChosen={(chosen) => anew(() => setRecord(chosen))()}
        find={recordsOf(type)}
      />
      <FieldSelect
        type={type}
        fields={known?.fields ?? []}
        value={field}
        onValue={(each) => anew(() => setField(each))()}
      />
      <div>
        <Button kind="primary" type="submit" busy={busy} disabled={!user}>
          {r("explain")}
        </Button>
      </div>
      <div role="status">{told && <Answer told={told} type={type} />}</div>
    </form>
  );
}

type FieldProps = { type: string; fields: Grantable["fields"]; value: string; onValue: (name: string) => void };

function FieldSelect({ type, fields, value, onValue }: FieldProps) {
  const schema = useSchema(type);
  return (
    <SelectField
      label={r("aField")}
      empty={r("wholeRecord")}
      value={value}
      onValue={onValue}
      options={fields
        .map(({ name }) => ({ value: name, label: labelOf(fieldOf(schema.data, name) ?? name, type) }))
        .sort((a, b) => compare(a.label, b.label))}
    />
  );
}

const LEVELS = { none: "none", read: "readOnly", write: "write" } as const;

function Answer({ told, type }: { told: Explained; type: string }) {
  const [reason, rule] = [knownReason(told.because), ruleWhy(told.rule, told.because)];
  const level = told.field ? LEVELS[told.field.level as keyof typeof LEVELS] : null;
  return (
    <div class={`panel answer ${told.allowed ? "good" : "bad"}`}>
      <p class="answer-head">
        <Icon name={told.allowed ? "check" : "close"} /> <strong>{r(told.allowed ? "yes" : "no")}</strong>
      </p>
      <p>{reason ?? rule}</p>
      {told.field && level && (
        <p>
          {r("fieldIs", { name: labelOf(told.field.name, type), level: r(level) })}
          <span class="faint small"> {reasonOf(told.field.because)}</span>
        </p>
      )}
      <p class="faint small">
        {r("rule", { n: told.rule })}
        {reason && `: ${rule}`}
      </p>
    </div>
  );
}
