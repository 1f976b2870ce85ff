import { useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { Picker } from "@/shared/picker.tsx";
import { labelOf, optionLabel } from "../label.ts";
import { type Address, type AddressParts, inOneLine, type Purpose } from "../value_parts.tsx";
import { w } from "../words.ts";
import { countries } from "./choice.tsx";
import { around, type InputProps } from "./input_props.ts";
import { Rows } from "./rows.tsx";

const PURPOSES: Purpose[] = ["visiting", "postal", "billing", "delivery", "private"];

/** As it is filled in: one that is there, or a new one by its parts. */
type Row = {
  address: Address | { id: string; title?: string } | { new: AddressParts };
  purposes: Purpose[];
  default_for?: Purpose[];
};

/** Which addresses somebody uses, and for what. One that is there is linked; a new one is made along. */
export function AddressesInput(props: InputProps) {
  const { value, onValue } = props;
  const rows = (Array.isArray(value) ? (value as Row[]) : []).map(known);
  const tell = (told: Row[]) => onValue(told.map(sent));
  return (
    <Rows<Row>
      {...around(props)}
      rows={rows}
      addLabel={w("addAddress")}
      most={20}
      fresh={() => ({ address: { new: {} }, purposes: [rows.length ? "postal" : "visiting"] })}
      onRows={tell}
    >
      {(row, change) => (
        <div class="address-row">
          {"new" in row.address ? (
            <NewAddress
              parts={row.address.new}
              onParts={(parts) => change({ address: { new: parts } })}
              onFound={(address) => change({ address })}
            />
          ) : (
            <p>
              <a href={`/addresses/${row.address.id}`} target="_blank" rel="noopener">
                {inOneLine(row.address)}
              </a>
              <span class="help">{w("addressShared")}</span>
            </p>
          )}
          <fieldset class="checks" aria-label={w("usedFor")}>
            {PURPOSES.map((purpose) => (
              <CheckField
                key={purpose}
                label={optionLabel("addresses", purpose)}
                checked={row.purposes.includes(purpose)}
                onChecked={(on) => change(withPurpose(row, purpose, on))}
              />
            ))}
          </fieldset>
        </div>
      )}
    </Rows>
  );
}

/** What was sent before and comes back as `{new}`, or by its parts as a source elsewhere fills it in. */
function known(row: Row): Row {
  const address = row.address as Record<string, unknown> | string;
  if (typeof address === "string") return { ...row, address: { id: address } };
  if ("id" in address || "new" in address) return row;
  return { ...row, address: { new: address as AddressParts } };
}

function sent({ address, purposes, default_for }: Row): Row {
  return {
    address: "new" in address ? address : { id: address.id, ...shown(address) },
    purposes,
    ...(default_for ? { default_for } : {}),
  };
}

/** Its parts go along so that it is shown while the form is open; unchanged, the API leaves them as they are. */
function shown(address: Partial<Address>): Partial<Address> {
  const { title, place, street, number, addition, extra, postcode, city, country } = address;
  const told = { title, place, street, number, addition, extra, postcode, city, country };
  return Object.fromEntries(Object.entries(told).filter(([, part]) => part !== undefined));
}

function withPurpose(row: Row, purpose: Purpose, on: boolean): Partial<Row> {
  const purposes = on ? [...row.purposes, purpose] : row.purposes.filter((each) => each !== purpose);
  if (purposes.length === 0) return {};
  return { purposes, default_for: row.default_for?.filter((each) => purposes.includes(each)) };
}

type Making = {
  parts: AddressParts;
  onParts: (parts: AddressParts) => void;
  onFound: (address: { id: string; title: string }) => void;
};

const PARTS = ["street", "number", "addition", "postcode", "city"] as const;

function NewAddress({ parts, onParts, onFound }: Making) {
  const [searching, setSearching] = useState(false);
  if (searching) {
    return (
      <>
        <Picker
          label={w("findAddress")}
          chosen={[]}
          find={recordsOf("address")}
          onChosen={(chosen) => chosen[0] && onFound({ id: chosen[0].value, title: chosen[0].label })}
        />
        <Button kind="quiet" onClick={() => setSearching(false)}>
          {w("newAddress")}
        </Button>
      </>
    );
  }
  return (
    <>
      <div class="address-parts">
        {PARTS.map((name) => (
          <TextField
            key={name}
            label={labelOf(name, "address")}
            value={parts[name] ?? ""}
            autocomplete="off"
            onValue={(typed) => onParts({ ...parts, [name]: typed || null })}
          />
        ))}
        <SelectField
          label={labelOf("country", "address")}
          options={countries()}
          empty="–"
          value={parts.country ?? ""}
          onValue={(code) => onParts({ ...parts, country: code || null })}
        />
      </div>
      <Button kind="quiet" icon="search" onClick={() => setSearching(true)}>
        {w("findAddress")}
      </Button>
    </>
  );
}
