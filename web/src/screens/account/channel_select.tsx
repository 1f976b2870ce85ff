import { SelectField } from "@/shared/field.tsx";
import { n } from "./notice_words.ts";

export type Channel = "in_app" | "mail" | "digest";
export type Chosen = Channel | "none";

type Props<T extends Chosen> = {
  label: string;
  value: T;
  onValue: (value: T) => void;
  none?: boolean;
  hideLabel?: boolean;
};

export function ChannelSelect<T extends Chosen>({ label, value, onValue, none, hideLabel }: Props<T>) {
  const offers: readonly Chosen[] = none ? ["in_app", "mail", "digest", "none"] : ["in_app", "mail", "digest"];
  return (
    <SelectField
      label={label}
      hideLabel={Boolean(hideLabel)}
      value={value}
      onValue={(chosen) => onValue(chosen as T)}
      options={offers.map((each) => ({ value: each, label: n(each) }))}
    />
  );
}
