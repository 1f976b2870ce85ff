import { api, got } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { roleName } from "@/shared/role_name.ts";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { LANGUAGES, type Language, language, OWN_NAMES } from "@/words/language.ts";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
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
  const fresh = { name: "", email: "", role: "", language: language.value };
  const { typed, put, drop, restored } = useTyped("invite", fresh);
  const { name, email, role } = typed;
  const save = async () => {
    await got(api.POST("/v1/users", { body: typed }));
    drop();
    stale("/v1/users");
    say(w("wasInvited", { name }));
    onClose();
  };
  return (
    <FormDialog title={w("inviteSomebody")} action={w("invite")} label={called} save={save} onClose={onClose}>
      {(problem) => (
        <>
          {restored && <Restored onDiscard={drop} />}
          <TextField
            label={common("name")}
            required
            value={name}
            onValue={(text) => put({ name: text })}
            problem={problem?.about("name")}
            autoFocus
          />
          <TextField
            label={w("email")}
            type="email"
            required
            value={email}
            onValue={(text) => put({ email: text })}
            problem={problem?.about("email")}
          />
          <SelectField
            label={w("role")}
            required
            empty=""
            value={role}
            onValue={(key) => put({ role: key })}
            options={roles.map((each) => ({ value: each.key, label: roleName(each.key, each.name) }))}
            problem={problem?.about("role")}
          />
          <SelectField
            label={w("language")}
            value={typed.language}
            onValue={(value) => put({ language: value as Language })}
            options={LANGUAGES.map((each) => ({ value: each, label: OWN_NAMES[each] }))}
          />
        </>
      )}
    </FormDialog>
  );
}
