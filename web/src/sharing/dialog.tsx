import { useId, useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { listRecords, type RecordOf } from "@/api/records.ts";
import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Picker } from "@/shared/picker.tsx";
import { roleName } from "@/shared/role_name.ts";
import { common } from "@/shared/words.ts";
import { compare } from "@/words/format.ts";
import type { Sharing } from "./sharing.ts";
import { w } from "./words.ts";

type Props = {
  title: string;
  sharing: Sharing;
  /** It can be what the users of a role begin with. */
  forRole?: boolean;
  onSave: (sharing: Sharing) => Promise<unknown>;
  onClose: () => void;
};
const SHARES = [
  ["me", "shareMe"],
  ["some", "shareSome"],
  ["all", "shareAll"],
] as const;

/** What a view, a selection or a report is called, and who sees it. */
export function SharingDialog({ title, sharing, forRole, onSave, onClose }: Props) {
  const [now, setNow] = useState(sharing);
  const group = useId();
  const save = async () => {
    await onSave(now);
    onClose();
  };
  return (
    <FormDialog title={title} disabled={!now.name.trim()} save={save} onClose={onClose}>
      {(problem) => (
        <>
          <TextField
            label={common("name")}
            required
            autoFocus
            maxLength={200}
            value={now.name}
            problem={problem?.about("name")}
            onValue={(name) => setNow({ ...now, name })}
          />
          <fieldset>
            <legend>{w("sharedWith")}</legend>
            {SHARES.map(([share, word]) => (
              <label class="check" key={share}>
                <input
                  type="radio"
                  name={group}
                  checked={now.share === share}
                  onChange={() => setNow({ ...now, share })}
                />
                <span>{w(word)}</span>
              </label>
            ))}
          </fieldset>
          {now.share === "some" && (
            <Picker
              label={w("colleagues")}
              many
              chosen={now.with.map(({ id, title: label }) => ({ value: id, label }))}
              find={colleaguesOf({ teams: true })}
              onChosen={(all) => setNow({ ...now, with: all.map(({ value, label }) => ({ id: value, title: label })) })}
            />
          )}
          {now.share !== "me" && (
            <CheckField label={w("locked")} checked={now.locked} onChecked={(locked) => setNow({ ...now, locked })} />
          )}
          {forRole && now.share !== "me" && (
            <ForRole
              role={now.role}
              onRole={(role) => setNow({ ...now, role })}
              problem={problem?.about("for_role") ?? null}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}

type Role = RecordOf & { key: string; name: string };
type RoleProps = { role: string | null; onRole: (role: string | null) => void; problem: string | null };

function ForRole({ role, onRole, problem }: RoleProps) {
  const roles = useQuery("/v1/roles", () => listRecords<Role>("roles", { limit: 200 }));
  const options = (roles.data?.data ?? [])
    .map(({ key, name }) => ({ value: key, label: roleName(key, name) }))
    .sort((a, b) => compare(a.label, b.label));
  return (
    <SelectField
      label={w("forRole")}
      help={w("forRoleHelp")}
      empty={common("none")}
      value={role ?? ""}
      onValue={(key) => onRole(key || null)}
      options={options}
      problem={problem}
    />
  );
}
