import { useState } from "preact/hooks";
import { Field, TextField } from "@/shared/field.tsx";
import { bare } from "../kinds.ts";
import { w } from "../words.ts";
import type { InputProps } from "./input_props.ts";
import { plainOf, typedOf } from "./numbers.ts";

/** As it is typed; kept as text until it is a number, so that nothing that was typed is lost. */
function useTyped(value: unknown) {
  const known = typedOf(value);
  const [typed, setTyped] = useState(known);
  const same = plainOf(typed) === plainOf(known) || (known !== "" && Number(plainOf(typed)) === Number(plainOf(known)));
  return [same ? typed : known, setTyped] as const;
}

export function NumberInput({ label, value, onValue, problem, help, hideLabel, field }: InputProps) {
  const [typed, setTyped] = useTyped(value);
  const schema = bare(field.schema);
  const change = (text: string) => {
    setTyped(text);
    const plain = plainOf(text);
    const number = Number(plain);
    onValue(plain === "" ? null : Number.isFinite(number) ? number : text);
  };
  return (
    <TextField
      label={label}
      help={help}
      problem={problem}
      hideLabel={hideLabel}
      required={field.required}
      inputMode={schema.type === "integer" ? "numeric" : "decimal"}
      autocomplete="off"
      value={typed}
      onValue={change}
    />
  );
}

type Money = { amount?: string; currency?: string };

/** In the currency of the field. */
export function MoneyInput(props: InputProps) {
  return <Amount {...props} currencies={[props.field.currency ?? "EUR"]} />;
}

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "RUB", "TRY", "CNY", "JPY"];

export function PriceInput(props: InputProps) {
  const own = (props.value as Money | null)?.currency;
  return <Amount {...props} currencies={own && !CURRENCIES.includes(own) ? [own, ...CURRENCIES] : CURRENCIES} />;
}

function Amount(props: InputProps & { currencies: string[] }) {
  const { label, onValue, problem, help, hideLabel, field, currencies } = props;
  const value = (props.value ?? {}) as Money;
  const [typed, setTyped] = useTyped(value.amount);
  const currency = value.currency ?? currencies[0] ?? "EUR";
  const change = (text: string, unit: string) => {
    setTyped(text);
    onValue(text.trim() ? { amount: plainOf(text), currency: unit } : null);
  };
  return (
    <Field label={label} help={help} problem={problem} hideLabel={hideLabel} required={field.required}>
      {(wiring) => (
        <div class="amount">
          <input
            {...wiring}
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={typed}
            onInput={(event) => change(event.currentTarget.value, currency)}
          />
          {currencies.length === 1 ? (
            <span class="faint">{currency}</span>
          ) : (
            <select
              aria-label={w("currency")}
              value={currency}
              onChange={(event) => change(typed, event.currentTarget.value)}
            >
              {currencies.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
    </Field>
  );
}
