import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { common } from "@/shared/words.ts";

type Props<T> = {
  label: string;
  rows: readonly T[];
  problem: string | null;
  help: string | null;
  hideLabel?: boolean;
  addLabel: string;
  fresh: () => T;
  onRows: (rows: T[]) => void;
  /** What a row is filled in with; `change` takes what is different. */
  children: (row: T, change: (part: Partial<T>) => void, index: number) => ComponentChildren;
  most?: number;
};

/** A field that is a list: each row with what fills it in and a way to take it out, and one below to add another. */
export function Rows<T extends object>(props: Props<T>) {
  const { label, rows, problem, help, hideLabel, addLabel, fresh, onRows, children, most = 40 } = props;
  const place = useRef<HTMLFieldSetElement>(null);
  const focus = (index: number) => {
    queueMicrotask(() => {
      const found = place.current?.querySelectorAll<HTMLElement>(".row-fields")[index];
      found?.querySelector<HTMLElement>("input, select")?.focus();
    });
  };
  const add = () => {
    onRows([...rows, fresh()]);
    focus(rows.length);
  };
  const drop = (index: number) => {
    onRows(rows.filter((_, at) => at !== index));
    place.current?.querySelector<HTMLElement>(".rows-add")?.focus();
  };
  return (
    <fieldset ref={place} class={problem ? "field wrong" : "field"}>
      <legend class={hideLabel ? "unseen" : undefined}>{label}</legend>
      {help && <p class="help">{help}</p>}
      {problem && <p class="fault">{problem}</p>}
      {rows.map((row, index) => (
        <div class="row-fields" key={index}>
          <div class="row-inputs">
            {children(
              row,
              (part) => onRows(rows.map((each, at) => (at === index ? { ...each, ...part } : each))),
              index,
            )}
          </div>
          <Button
            kind="quiet"
            icon="close"
            label={`${common("remove")}: ${label} ${index + 1}`}
            onClick={() => drop(index)}
          />
        </div>
      ))}
      {rows.length < most && (
        <div>
          <Button kind="quiet" icon="plus" class="rows-add" onClick={add}>
            {addLabel}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
