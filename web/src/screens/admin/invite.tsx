import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { LANGUAGES, type Language, language, OWN_NAMES } from "@/words/language.ts";
import type { Role } from "./users.tsx";
import { w } from "./words.ts";

const LABELS: Record<string, () => string> = {
  name: () => common("name"),
  email: () => w("email"),
  role: () => w("role"),
};

/** What the form calls a field of the API. */
const called = (field: string): string => LABELS[field]?.() ?? field;

/** Somebody gets a mail with a link; the words of it are in the language chosen here. */
export function InviteDialog({ roles, onClose }: { roles: Role[]; onClose: () => void }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("");
  const [spoken, setSpoken] = useState<Language>(language.value);
  const save = async () => {
    await got(api.POST("/v1/users", { body: { name, email, role, language: spoken } }));
    stale("/v1/users");
    say(w("wasInvited", { name }));
    onClose();
  };
  return (
    <FormDialog title={w("inviteSomebody")} action={w("invite")} label={called} save={save} onClose={onClose}>
      {(problem) => (
        <>
          <TextField
            label={common("name")}
            required
            value={name}
            onValue={setName}
            problem={problem?.about("name")}
            autoFocus
          />
          <TextField
            label={w("email")}
            type="email"
            required
            value={email}
            onValue={setEmail}
            problem={problem?.about("email")}
          />
          <SelectField
            label={w("role")}
            required
            empty=""
            value={role}
            onValue={setRole}
            options={roles.map((each) => ({ value: each.key, label: each.name }))}
            problem={problem?.about("role")}
          />
          <SelectField
            label={w("language")}
            value={spoken}
            onValue={(value) => setSpoken(value as Language)}
            options={LANGUAGES.map((each) => ({ value: each, label: OWN_NAMES[each] }))}
          />
        </>
      )}
    </FormDialog>
  );
}
