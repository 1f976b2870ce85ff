import { useState } from "preact/hooks";
import { codesLike, type Find, finderOf } from "@/fields/finders.ts";
import { countries } from "@/fields/inputs/choice.tsx";
import { plainOf, typedOf } from "@/fields/inputs/numbers.ts";
import { targetsOf } from "@/fields/kinds.ts";
import { optionLabel, optionsOf } from "@/fields/label.ts";
import { SelectField, TextArea, TextField } from "@/shared/field.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { common } from "@/shared/words.ts";
import { named } from "@/words/words.ts";
import type { Asked } from "./asked.ts";
import { DayOperand } from "./day_operand.tsx";
import { type Shape, shapeOf } from "./operators.ts";
import { know, titleById } from "./titles.ts";
import { w } from "./words.ts";

type Props = { asked: Asked; op: string; value: unknown; onValue: (value: unknown) => void };

/** What a field is compared with, as its kind and the operator want it. */
export function Operand({ asked, op, value, onValue }: Props) {
  const shape = shapeOf(op);
  if (shape === "none") return null;
  if (shape === "pair") {
    const [from, upto] = Array.isArray(value) ? value : [value, undefined];
    return (
      <div class="operand-pair">
        <One asked={asked} label={w("from")} value={from} onValue={(told) => onValue([told, upto])} />
        <One asked={asked} label={w("upto")} value={upto} onValue={(told) => onValue([from, told])} />
      </div>
    );
  }
  if (op === "in_band") return <Bands asked={asked} value={value} onValue={onValue} />;
  const isFound = asked.kind === "link" || asked.kind === "choice";
  if (isFound && findOf(asked)) return <Found asked={asked} shape={shape} value={value} onValue={onValue} />;
  if (shape === "list") return <Several value={value} onValue={onValue} />;
  return <One asked={asked} label={w("value")} value={value} onValue={onValue} />;
}

function One({ asked, label, value, onValue }: Omit<Props, "op"> & { label: string }) {
  if (asked.kind === "date" || asked.kind === "datetime") {
    return <DayOperand label={label} value={value} onValue={onValue} />;
  }
  if (asked.kind === "boolean") {
    return (
      <SelectField
        label={label}
        hideLabel
        options={["true", "false"].map((each) => ({ value: each, label: common(each === "true" ? "yes" : "no") }))}
        empty=""
        value={value === undefined ? "" : String(value)}
        onValue={(told) => onValue(told === "" ? undefined : told === "true")}
      />
    );
  }
  if (asked.kind === "number") return <NumberOperand label={label} value={value} onValue={onValue} />;
  return (
    <TextField
      label={label}
      hideLabel
      placeholder={label}
      value={typeof value === "string" ? value : ""}
      onValue={(typed) => onValue(typed)}
    />
  );
}

/** What is no number yet stays as it was typed, and nothing is asked by it. */
function NumberOperand({
  label,
  value,
  onValue,
}: {
  label: string;
  value: unknown;
  onValue: (value: unknown) => void;
}) {
  const [typed, setTyped] = useState(typedOf(typeof value === "number" ? value : null));
  const change = (text: string) => {
    setTyped(text);
    const plain = plainOf(text);
    onValue(/^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined);
  };
  return <TextField label={label} hideLabel placeholder={label} inputMode="decimal" value={typed} onValue={change} />;
}

function Several({ value, onValue }: Pick<Props, "value" | "onValue">) {
  const lines = Array.isArray(value) ? value.join("\n") : "";
  return (
    <TextArea
      label={w("values")}
      hideLabel
      placeholder={w("values")}
      rows={2}
      value={lines}
      onValue={(typed) => onValue(typed ? typed.split("\n") : [])}
    />
  );
}

function Bands({ asked, value, onValue }: Omit<Props, "op">) {
  const bands = (asked.field.bands ?? []).map((each) => ({ value: each.key, label: named(each.names, each.name) }));
  const keys = Array.isArray(value) ? (value as string[]) : [];
  return (
    <Picker
      label={w("value")}
      hideLabel
      many
      chosen={bands.filter((each) => keys.includes(each.value))}
      find={matching(bands)}
      onChosen={(chosen) => onValue(chosen.map((each) => each.value))}
    />
  );
}

function Found({
  asked,
  shape,
  value,
  onValue,
}: {
  asked: Asked;
  shape: Shape;
  value: unknown;
  onValue: Props["onValue"];
}) {
  const keys = (Array.isArray(value) ? value : [value]).filter(
    (each): each is string => typeof each === "string" && each !== "",
  );
  return (
    <Picker
      label={w("value")}
      hideLabel
      many={shape === "list"}
      chosen={keys.map((key) => ({ value: key, label: shown(asked, key) }))}
      find={findOf(asked) as Find}
      onChosen={(chosen) => {
        for (const each of chosen) if (asked.kind === "link" && each.value !== ME) know(each.value, each.label);
        onValue(shape === "list" ? chosen.map((each) => each.value) : chosen[0]?.value);
      }}
    />
  );
}

export const ME = "@me";

/** An operand of a choice or a link as people read it. */
export function shown(asked: Asked, key: string): string {
  if (key === ME) return w("me");
  return asked.kind === "link" ? titleById(key) : optionLabel(asked.field, key);
}

const matching =
  (choices: readonly Choice[]): Find =>
  async (text) => {
    const wanted = text.toLocaleLowerCase();
    return choices.filter((each) => each.label.toLocaleLowerCase().includes(wanted));
  };

/** How operands of a field are found; null where they are typed. */
function findOf({ kind, field }: Asked): Find | null {
  if (field.name === "country") return matching(countries());
  if (field.table) return codesByText(field.table.id);
  const options = optionsOf(field);
  if (options.length) return matching(options);
  if (kind !== "link") return null;
  const targets = targetsOf(field);
  const find = finderOf(targets);
  if (!targets.includes("user")) return find;
  return async (text, signal) => {
    const told = await find(text, signal);
    const isMe = w("me").toLocaleLowerCase().includes(text.toLocaleLowerCase());
    return isMe ? [{ value: ME, label: w("me") }, ...told] : told;
  };
}

/** Criteria ask for codes by what they read, not by their ids. */
function codesByText(table: string): Find {
  return async (text, signal) => {
    const { data } = await codesLike(table, text, signal);
    return data.map((each) => ({ value: each.code, label: `${each.code} ${named(each.names, each.name)}` }));
  };
}
