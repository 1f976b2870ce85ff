import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { stale } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { SelectField, TextField } from "@/shared/field.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { LANGUAGES, language, OWN_NAMES } from "@/words/language.ts";
import type { Role } from "./users.tsx";
import { w } from "./words.ts";

/** Somebody gets a mail with a link; the words of it are in the language chosen here. */
export function InviteDialog({ roles, onClose }: { roles: Role[]; onClose: () => void }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("");
  const [spoken, setSpoken] = useState<string>(language.value);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await send("POST", "/v1/users", { body: { name, email, role, language: spoken } });
      stale("/v1/users");
      say(w("wasInvited", { name }));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={w("inviteSomebody")}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {w("invite")}
          </Button>
        </>
      }
    >
      <ErrorNote problem={problem} />
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
        onValue={setSpoken}
        options={LANGUAGES.map((each) => ({ value: each, label: OWN_NAMES[each] }))}
      />
    </Dialog>
  );
}
