import { useEffect, useId, useRef, useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { Button } from "./button.tsx";
import { told } from "./error_note.tsx";
import { Field } from "./field.tsx";
import { common } from "./words.ts";

export type Choice = { value: string; label: string; note?: string | null };

type Props = {
  label: string;
  /** What is chosen; several where `many`. */
  chosen: readonly Choice[];
  onChosen: (chosen: Choice[]) => void;
  /** Finds while one types; called with "" when it opens. */
  find: (text: string, signal: AbortSignal) => Promise<Choice[]>;
  many?: boolean;
  /** Offers to make what is not there: gives what was made. */
  create?: (text: string) => Promise<Choice | null>;
  createLabel?: (text: string) => string;
  help?: string | null;
  problem?: string | null;
  required?: boolean;
  hideLabel?: boolean;
  placeholder?: string;
  disabled?: boolean;
};

const PAUSE = 120;

/** Chooses one or many of what is found while one types: a combobox with a list (ARIA), chips for what is chosen. */
export function Picker(props: Props) {
  const { label, chosen, onChosen, many, help, problem, required, hideLabel, placeholder, disabled } = props;
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { found, fault, busy } = useFound(open, text, props.find);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const left = found.filter((each) => !chosen.some((one) => one.value === each.value));
  const offers = props.create && text.trim() ? [...left, CREATE] : left;
  // that nothing is found is told to who looks for something, and not to who comes by
  const shows = open && (offers.length > 0 || text.trim() !== "" || fault !== null);
  const choose = async (choice: Choice) => {
    const made = choice === CREATE ? await props.create?.(text.trim()) : choice;
    if (!made) return;
    onChosen(many ? [...chosen, made] : [made]);
    setText("");
    setOpen(false);
    input.current?.focus();
  };
  const drop = (choice: Choice) => {
    onChosen(chosen.filter((each) => each.value !== choice.value));
    input.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    const last = chosen.at(-1);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const by = event.key === "ArrowDown" ? 1 : -1;
      setAt((at + by + Math.max(offers.length, 1)) % Math.max(offers.length, 1));
    } else if (event.key === "Enter" && open && offers[at]) {
      event.preventDefault();
      void choose(offers[at]);
    } else if (event.key === "Escape" && shows) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && !text && last) drop(last);
  };
  return (
    <Field label={label} help={help} problem={problem} required={required} hideLabel={hideLabel}>
      {(wiring) => (
        <div class="picker">
          <div class="picker-box">
            {chosen.map((each) => (
              <span class="chip" key={each.value}>
                {each.label}
                {!disabled && (
                  <Button
                    kind="quiet"
                    icon="close"
                    label={`${common("remove")}: ${each.label}`}
                    onClick={() => drop(each)}
                  />
                )}
              </span>
            ))}
            <input
              {...wiring}
              required={undefined}
              aria-required={required}
              ref={input}
              type="text"
              role="combobox"
              autocomplete="off"
              aria-expanded={shows}
              aria-controls={list}
              aria-activedescendant={shows && offers[at] ? `${list}-${at}` : undefined}
              placeholder={chosen.length ? "" : placeholder}
              value={text}
              disabled={disabled}
              onFocus={() => setOpen(true)}
              onClick={() => setOpen(true)}
              onBlur={() => setOpen(false)}
              onInput={(event) => {
                setText(event.currentTarget.value);
                setOpen(true);
                setAt(0);
              }}
              onKeyDown={pressed}
            />
          </div>
          <div class="picker-list" id={list} role="listbox" aria-label={label} hidden={!shows}>
            {offers.map((each, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input
              <div
                key={each.value}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void choose(each)}
              >
                <span>
                  {each === CREATE ? (props.createLabel?.(text.trim()) ?? `${common("add")}: ${text}`) : each.label}
                </span>
                {each.note && <span class="faint">{each.note}</span>}
              </div>
            ))}
            {offers.length === 0 && (
              <p class="faint">{fault ? told(fault) : busy ? common("searching") : common("nothingFound")}</p>
            )}
          </div>
        </div>
      )}
    </Field>
  );
}

const CREATE: Choice = { value: "\u0000create", label: "" };

function useFound(open: boolean, text: string, find: Props["find"]) {
  const [state, setState] = useState<{ found: Choice[]; fault: ReturnType<typeof asProblem> | null; busy: boolean }>({
    found: [],
    fault: null,
    busy: false,
  });
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, busy: true }));
    const wait = setTimeout(
      () =>
        find(text.trim(), stop.signal).then(
          (found) => !stop.signal.aborted && setState({ found, fault: null, busy: false }),
          (error) => !stop.signal.aborted && setState({ found: [], fault: asProblem(error), busy: false }),
        ),
      text ? PAUSE : 0,
    );
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [open, text]);
  return state;
}
