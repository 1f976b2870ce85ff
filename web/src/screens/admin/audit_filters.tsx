import { typeName } from "@/fields/index.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { compare } from "@/words/format.ts";
import { a } from "./audit_words.ts";
import { actionName } from "./rights_words.ts";
import { useUsers } from "./users.tsx";

export type Filters = {
  user: string;
  action: string;
  type: string;
  outcome: string;
  since: string;
  until: string;
  record: string;
};
export const NO_FILTERS: Filters = { user: "", action: "", type: "", outcome: "", since: "", until: "", record: "" };

const ACTIONS = [
  "read",
  "view",
  "download",
  "create",
  "edit",
  "delete",
  "restore",
  "export",
  "merge",
  "erase",
  "publish",
  "invite",
  "sign",
  "manage_access",
  "created",
  "updated",
  "archived",
  "restored",
];
const TYPES = [
  "relation",
  "contact",
  "activity",
  "document",
  "address",
  "building",
  "product",
  "selection",
  "user",
  "team",
  "role",
  "profile",
  "sharing_rule",
  "type_default",
  "tie",
  "custom_field",
];
const OUTCOMES = ["allowed", "refused", "alarm"] as const;

type Props = { filters: Filters; onFilters: (filters: Filters) => void };

/** Each narrows the log at once; a record by its id, which is the last part of the address of its card. */
export function AuditFilters({ filters, onFilters }: Props) {
  const users = useUsers();
  const put = (name: keyof Filters) => (value: string) => onFilters({ ...filters, [name]: value });
  return (
    <div class="columns filters">
      <SelectField
        label={a("who")}
        empty={a("anybody")}
        value={filters.user}
        onValue={put("user")}
        options={(users.data?.data ?? [])
          .map(({ id, name }) => ({ value: id, label: name }))
          .sort((one, other) => compare(one.label, other.label))}
      />
      <SelectField
        label={a("what")}
        empty={a("anything")}
        value={filters.action}
        onValue={put("action")}
        options={ACTIONS.map((value) => ({ value, label: actionName(value) }))}
      />
      <SelectField
        label={a("ofWhat")}
        empty={a("anything")}
        value={filters.type}
        onValue={put("type")}
        options={TYPES.map((value) => ({ value, label: typeName(value) })).sort((one, other) =>
          compare(one.label, other.label),
        )}
      />
      <SelectField
        label={a("outcome")}
        empty={a("anyOutcome")}
        value={filters.outcome}
        onValue={put("outcome")}
        options={OUTCOMES.map((value) => ({ value, label: a(value) }))}
      />
      <TextField label={a("since")} type="date" value={filters.since} onValue={put("since")} />
      <TextField label={a("until")} type="date" value={filters.until} onValue={put("until")} />
      <RecordField value={filters.record} onValue={put("record")} />
    </div>
  );
}

const ID = /[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}/;

/** Takes an id, or an address that ends in one; nothing is asked while it is neither. */
function RecordField({ value, onValue }: { value: string; onValue: (id: string) => void }) {
  return (
    <TextField
      label={a("record")}
      help={a("recordHelp")}
      value={value}
      spellcheck={false}
      onValue={(text) => onValue(ID.exec(text)?.[0] ?? "")}
    />
  );
}
