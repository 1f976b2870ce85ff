import { api, got } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { CheckField, SelectField } from "@/shared/field.tsx";
import { Picker } from "@/shared/picker.tsx";
import { compare, country } from "@/words/format.ts";
import { named } from "@/words/words.ts";
import { optionLabel, optionsOf } from "../label.ts";
import type { FieldDef } from "../schema.ts";
import { w } from "../words.ts";
import { around, type InputProps } from "./input_props.ts";

const FEW = 7;

export function BooleanInput({ label, value, onValue, help, problem }: InputProps) {
  return (
    <div class={problem ? "field wrong" : "field"}>
      <CheckField label={label} help={help ?? undefined} checked={value === true} onChecked={onValue} />
      {problem && <p class="fault">{problem}</p>}
    </div>
  );
}

/** What stands where in a tree shows it by its path; what no longer can be chosen stays where it was. */
function choices(field: FieldDef, value: readonly string[]) {
  const known = optionsOf(field);
  const parents = new Map(known.map((each) => [each.value, each.parent]));
  const names = new Map(known.map((each) => [each.value, each.label]));
  const path = (key: string): string => {
    const above = parents.get(key);
    const own = names.get(key) ?? optionLabel(field, key);
    return above && names.has(above) && above !== key ? `${path(above)} › ${own}` : own;
  };
  const told = known.map((each) => ({ value: each.value, label: path(each.value) }));
  const gone = value
    .filter((key) => key && !names.has(key))
    .map((key) => ({ value: key, label: optionLabel(field, key) }));
  return [...gone, ...told];
}

export function ChoiceInput(props: InputProps) {
  const { field, value, onValue } = props;
  const chosen = typeof value === "string" ? value : "";
  const options = choices(field, [chosen]);
  if (options.length <= FEW * 3 && !field.may_add_options) {
    const empty = field.required || field.schema.default ? undefined : "–";
    return (
      <SelectField
        {...around(props)}
        required={field.required}
        options={field.required && !chosen ? [{ value: "", label: "–" }, ...options] : options}
        empty={empty}
        value={chosen}
        onValue={(key) => onValue(key || null)}
      />
    );
  }
  return (
    <Picker
      {...around(props)}
      required={field.required}
      chosen={options.filter((each) => each.value === chosen)}
      find={within(options)}
      {...adding(field)}
      onChosen={(told) => onValue(told[0]?.value ?? null)}
    />
  );
}

const within = (options: { value: string; label: string }[]) => async (text: string) => {
  const wanted = text.toLocaleLowerCase();
  return options.filter((each) => each.label.toLocaleLowerCase().includes(wanted));
};

export function ChoicesInput(props: InputProps) {
  const { field, label, value, onValue, problem, help, hideLabel } = props;
  const keys = Array.isArray(value) ? (value as string[]) : [];
  const options = choices(field, keys);
  if (options.length <= FEW + 1 && !field.may_add_options) {
    return (
      <fieldset class={problem ? "field wrong" : "field"}>
        <legend class={hideLabel ? "unseen" : undefined}>{label}</legend>
        {help && <p class="help">{help}</p>}
        {problem && <p class="fault">{problem}</p>}
        <div class="checks">
          {options.map((each) => (
            <CheckField
              key={each.value}
              label={each.label}
              checked={keys.includes(each.value)}
              onChecked={(on) => onValue(on ? [...keys, each.value] : keys.filter((key) => key !== each.value))}
            />
          ))}
        </div>
      </fieldset>
    );
  }
  return (
    <Picker
      {...around(props)}
      required={field.required}
      many
      chosen={keys.map((key) => options.find((each) => each.value === key) ?? { value: key, label: key })}
      find={within(options)}
      {...adding(field)}
      onChosen={(told) => onValue(told.map((each) => each.value))}
    />
  );
}

/** An option that is missing may be made where one types, by who may. */
function adding(field: FieldDef) {
  if (!field.may_add_options || !field.id) return {};
  return {
    create: async (name: string) => {
      const params = { path: { id: field.id as string } };
      const made = await got(api.POST("/v1/custom-fields/{id}/options", { params, body: { name } }));
      field.options = [...(field.options ?? []).filter((each) => each.key !== made.key), made];
      stale(`/v1/schema/${field.of}`);
      return { value: made.key, label: named(made.names, made.name ?? name) };
    },
    createLabel: (name: string) => w("newOption", { name }),
  };
}

const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

export const countries = () =>
  COUNTRIES.map((code) => ({ value: code, label: country(code) })).sort((a, b) => compare(a.label, b.label));

export function CountryInput(props: InputProps) {
  const { value, onValue } = props;
  return (
    <SelectField
      {...around(props)}
      options={countries()}
      empty="–"
      value={typeof value === "string" ? value : ""}
      onValue={(code) => onValue(code || null)}
    />
  );
}
