import type { FunctionComponent } from "preact";
import { AccessInput } from "./inputs/access.tsx";
import { AddressesInput } from "./inputs/addresses.tsx";
import { ChannelsInput } from "./inputs/channels.tsx";
import { BooleanInput, ChoiceInput, ChoicesInput, CountryInput } from "./inputs/choice.tsx";
import { CodesInput } from "./inputs/code.tsx";
import { CoordinatesInput } from "./inputs/coordinates.tsx";
import { ExternalIdsInput } from "./inputs/external_ids.tsx";
import { HalvesInput } from "./inputs/halves.tsx";
import type { InputProps } from "./inputs/input_props.ts";
import { LinksInput } from "./inputs/link.tsx";
import { MoneyInput, NumberInput, PriceInput } from "./inputs/number.tsx";
import { ParticipantsInput } from "./inputs/participants.tsx";
import { PartiesInput } from "./inputs/parties.tsx";
import { DateInput, LinesInput, LongTextInput, MomentInput, TextInput } from "./inputs/text.tsx";
import { type FieldKind, kindOf } from "./kinds.ts";
import { labelOf } from "./label.ts";
import type { FieldDef } from "./schema.ts";
import { FieldValue } from "./value.tsx";

type Props = {
  field: FieldDef;
  value: unknown;
  /** Gets what the API takes: null where it is cleared. */
  onValue: (value: unknown) => void;
  problem?: string | null;
  hideLabel?: boolean;
};

const INPUTS: Partial<Record<FieldKind, FunctionComponent<InputProps>>> = {
  text: TextInput,
  long_text: LongTextInput,
  html: LongTextInput,
  number: NumberInput,
  money: MoneyInput,
  price: PriceInput,
  date: DateInput,
  datetime: MomentInput,
  boolean: BooleanInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  country: CountryInput,
  link: LinksInput,
  links: LinksInput,
  phone: TextInput,
  email: TextInput,
  url: TextInput,
  code: CodesInput,
  codes: CodesInput,
  channels: ChannelsInput,
  addresses: AddressesInput,
  halves: HalvesInput,
  participants: ParticipantsInput,
  parties: PartiesInput,
  access: AccessInput,
  external_ids: ExternalIdsInput,
  coordinates: CoordinatesInput,
  lines: LinesInput,
};

/** What one fills a field in with, by its kind. What may only be read is shown. */
export function FieldInput({ field, value, onValue, problem, hideLabel }: Props) {
  const kind = kindOf(field);
  const label = labelOf(field);
  const Input = field.may === "write" ? INPUTS[kind] : undefined;
  if (!Input) {
    return (
      <div class="field">
        {!hideLabel && <span class="read-label">{label}</span>}
        <div>
          <FieldValue field={field} value={value} />
        </div>
      </div>
    );
  }
  return (
    <Input
      field={field}
      kind={kind}
      label={label}
      value={value}
      onValue={onValue}
      problem={problem ?? null}
      help={field.help ?? null}
      hideLabel={hideLabel}
    />
  );
}

export const isFilledIn = (field: FieldDef): boolean => field.may === "write" && kindOf(field) in INPUTS;
