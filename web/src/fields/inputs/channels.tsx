import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { optionLabel } from "../label.ts";
import type { Channel, ChannelKind } from "../value_parts.tsx";
import { w } from "../words.ts";
import { around, type InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";

const KINDS: ChannelKind[] = ["phone", "mobile", "email", "website", "fax"];
const TYPES = { phone: "tel", mobile: "tel", fax: "tel", email: "email", website: "text" } as const;

/** Ways to reach somebody: any number of each kind, one of a kind the default. */
export function ChannelsInput(props: InputProps) {
  const { value, onValue } = props;
  const channels = Array.isArray(value) ? (value as Channel[]) : [];
  const tell = (rows: Channel[]) => onValue(rows.map(sent));
  const mark = (index: number, on: boolean) => {
    const kind = channels[index]?.kind;
    tell(channels.map((each, at) => (each.kind === kind ? { ...each, default: at === index ? on : false } : each)));
  };
  return (
    <Rows<Channel>
      {...around(props)}
      rows={channels}
      addLabel={w("addChannel")}
      fresh={() => ({ kind: next(channels), value: "" })}
      onRows={tell}
    >
      {(row, change, index) => (
        <>
          <SelectField
            label={w("channelKind")}
            hideLabel
            options={KINDS.map((kind) => ({ value: kind, label: optionLabel("channels", kind) }))}
            value={row.kind}
            onValue={(kind) => change({ kind: kind as ChannelKind, default: false })}
          />
          <TextField
            label={w("channelValue")}
            hideLabel
            placeholder={w("channelValue")}
            type={TYPES[row.kind]}
            autocomplete="off"
            value={row.value}
            onValue={(typed) => change({ value: typed })}
          />
          <TextField
            label={w("channelLabel")}
            hideLabel
            placeholder={w("channelLabel")}
            maxLength={80}
            value={row.label ?? ""}
            onValue={(typed) => change({ label: typed || null })}
          />
          {channels.filter((each) => each.kind === row.kind).length > 1 && (
            <CheckField label={w("isDefault")} checked={row.default === true} onChecked={(on) => mark(index, on)} />
          )}
        </>
      )}
    </Rows>
  );
}

/** Without what the API works out by itself. */
function sent({ kind, value, label, default: first, business }: Channel): Channel {
  return { kind, value, label: label || null, default: first === true, business: business === true };
}

const next = (channels: Channel[]): ChannelKind =>
  KINDS.find((kind) => !channels.some((each) => each.kind === kind)) ?? "phone";
