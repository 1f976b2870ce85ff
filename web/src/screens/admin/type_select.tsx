import { typeNames } from "@/fields/index.ts";
import { SelectField } from "@/shared/field.tsx";
import { compare } from "@/words/format.ts";
import { useCatalog } from "./rights.ts";
import { r } from "./rights_words.ts";

type Props = {
  value: string;
  onValue: (type: string) => void;
  problem?: string | null;
  disabled?: boolean;
  /** Those that something is said of already. */
  taken?: readonly string[];
};

/** Of what type of record something holds that is said of rights. */
export function TypeSelect({ value, onValue, problem, disabled, taken = [] }: Props) {
  const catalog = useCatalog();
  const options = (catalog.data?.data ?? [])
    .filter(({ type }) => type === value || !taken.includes(type))
    .map(({ type }) => ({ value: type, label: typeNames(type) }))
    .sort((a, b) => compare(a.label, b.label));
  return (
    <SelectField
      label={r("ofType")}
      required
      empty=""
      value={value}
      onValue={onValue}
      options={options}
      problem={problem ?? null}
      disabled={disabled ?? false}
    />
  );
}
