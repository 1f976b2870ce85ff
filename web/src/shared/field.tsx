import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { common } from "./words.ts";

type Wiring = { id: string; "aria-describedby"?: string; "aria-invalid"?: true; required?: boolean };
type Props = {
  label: string;
  help?: string | null;
  problem?: string | null;
  required?: boolean;
  hideLabel?: boolean;
  /** Gets what ties an input to its label, help and problem: `{(wiring) => <input {...wiring} />}`. */
  children: (wiring: Wiring) => ComponentChildren;
};

/** A label above, help below it, the problem above the input (GOV.UK). */
export function Field({ label, help, problem, required, hideLabel, children }: Props) {
  const id = useId();
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div class={problem ? "field wrong" : "field"}>
      <label for={id} class={hideLabel ? "unseen" : undefined}>
        {label}
        {required && (
          <span class="faint" aria-hidden="true">
            {" "}
            *
          </span>
        )}
      </label>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p class="fault" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(problem ? { "aria-invalid": true } : {}),
        ...(required ? { required } : {}),
      })}
    </div>
  );
}

type Said = { label: string; help?: string | null; problem?: string | null; hideLabel?: boolean; required?: boolean };
type Keyed = { disabled?: boolean; class?: string; name?: string; onKeyDown?: (event: KeyboardEvent) => void };
type Typed = Said & Keyed & { value: string; onValue: (value: string) => void; onBlur?: (event: FocusEvent) => void };
type Written = Typed & {
  placeholder?: string;
  maxLength?: number;
  readOnly?: boolean;
  autoFocus?: boolean;
  spellcheck?: boolean;
};
type Line = Written & {
  type?:
    | "text"
    | "email"
    | "password"
    | "tel"
    | "url"
    | "number"
    | "date"
    | "time"
    | "datetime-local"
    | "search"
    | "color";
  autocomplete?: AutoFill;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | "search";
  min?: string | number;
  max?: string | number;
  step?: string | number;
  pattern?: string;
  list?: string;
};

export function TextField({ label, value, onValue, help, problem, hideLabel, required, type = "text", ...rest }: Line) {
  return (
    <Field label={label} help={help} problem={problem} hideLabel={hideLabel} required={Boolean(required)}>
      {(wiring) => (
        <input
          {...(rest as object)}
          {...wiring}
          type={type as "text"}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  value,
  onValue,
  help,
  problem,
  hideLabel,
  required,
  ...rest
}: Written & { rows?: number }) {
  return (
    <Field label={label} help={help} problem={problem} hideLabel={hideLabel} required={Boolean(required)}>
      {(wiring) => (
        <textarea
          rows={4}
          {...(rest as object)}
          {...wiring}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export type Option = { value: string; label: string; disabled?: boolean };

type Chosen = Typed & {
  autoFocus?: boolean;
  options: readonly Option[];
  /** What stands for nothing chosen; left out where something must be. */
  empty?: string;
};

export function SelectField(props: Chosen) {
  const { label, value, onValue, options, empty, help, problem, hideLabel, required, ...rest } = props;
  return (
    <Field label={label} help={help} problem={problem} hideLabel={hideLabel} required={Boolean(required)}>
      {(wiring) => (
        <select
          {...(rest as object)}
          {...wiring}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {empty !== undefined && <option value="">{empty || common("choose")}</option>}
          {options.map((each) => (
            <option key={each.value} value={each.value} disabled={each.disabled} selected={each.value === value}>
              {each.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type Ticked = { label: ComponentChildren; checked: boolean; onChecked: (checked: boolean) => void; help?: string };

export function CheckField({ label, checked, onChecked, help, disabled }: Ticked & { disabled?: boolean }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>
        {label}
        {help && <span class="help">{help}</span>}
      </span>
    </label>
  );
}
