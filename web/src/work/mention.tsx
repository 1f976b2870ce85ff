import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Field } from "@/shared/field.tsx";
import type { Choice } from "@/shared/picker.tsx";
import { c } from "./composer_words.ts";
import { findAnything } from "./people.ts";
import "./composer.css";

type Props = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** Somebody or something was named with @. */
  onNamed: (choice: Choice) => void;
  help?: string | null;
  problem?: string | null;
  rows?: number;
  hideLabel?: boolean;
  placeholder?: string;
};

const PAUSE = 150;
const BEGUN = /(^|[\s(])@([\p{L}\p{N}][\p{L}\p{N} .'-]{0,39})$/u;

/** A text in which @ offers colleagues, contacts and any other record; arrows and Enter choose, Escape leaves it. */
export function MentionArea({ label, value, onValue, onNamed, ...rest }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [asked, setAsked] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const found = useOffers(asked);
  const open = asked !== null && found.length > 0;
  const typed = (text: string, caret: number) => {
    onValue(text);
    setAsked(BEGUN.exec(text.slice(0, caret))?.[2] ?? null);
    setAt(0);
  };
  const choose = (choice: Choice) => {
    const caret = area.current?.selectionStart ?? value.length;
    const from = value.slice(0, caret).lastIndexOf("@");
    const text = `${value.slice(0, from)}@${choice.label} ${value.slice(caret)}`;
    onValue(text);
    onNamed(choice);
    setAsked(null);
    const end = from + choice.label.length + 2;
    queueMicrotask(() => {
      area.current?.focus();
      area.current?.setSelectionRange(end, end);
    });
  };
  const pressed = (event: KeyboardEvent) => {
    if (!open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + found.length) % found.length);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab")
      choose(found[at] as Choice);
    else if (event.key === "Escape") setAsked(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Field label={label} help={rest.help} problem={rest.problem} hideLabel={rest.hideLabel}>
      {(wiring) => (
        <div class="picker mention">
          <textarea
            {...wiring}
            ref={area}
            rows={rest.rows ?? 5}
            placeholder={rest.placeholder}
            value={value}
            aria-autocomplete="list"
            aria-controls={open ? list : undefined}
            aria-activedescendant={open ? `${list}-${at}` : undefined}
            onInput={(event) => typed(event.currentTarget.value, event.currentTarget.selectionStart)}
            onBlur={() => setAsked(null)}
            onKeyDown={pressed}
          />
          <div class="picker-list" id={list} role="listbox" aria-label={c("mentions")} hidden={!open}>
            {found.map((each, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus and names the active option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text
              <div
                key={each.value}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(each)}
              >
                <span>{each.label}</span>
                {each.note && <span class="faint">{each.note}</span>}
              </div>
            ))}
          </div>
        </div>
      )}
    </Field>
  );
}

function useOffers(asked: string | null): Choice[] {
  const [found, setFound] = useState<Choice[]>([]);
  useEffect(() => {
    if (asked === null) {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const wait = setTimeout(() => {
      findAnything(asked, stop.signal).then(
        (all) => !stop.signal.aborted && setFound(all),
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [asked]);
  return found;
}
