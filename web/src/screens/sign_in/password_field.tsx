import { useState } from "preact/hooks";
import { CheckField, TextField } from "@/shared/field.tsx";
import { w } from "./words.ts";

type Props = {
  label?: string;
  value: string;
  onValue: (value: string) => void;
  fresh?: boolean;
  problem?: string | null;
};

/** A password; a `fresh` one is being chosen: then it can be looked at, and password managers offer one. */
export function PasswordField({ label, value, onValue, fresh, problem }: Props) {
  const [seen, setSeen] = useState(false);
  return (
    <div class="stack">
      <TextField
        label={label ?? (fresh ? w("newPassword") : w("password"))}
        help={fresh ? w("passwordHelp") : null}
        type={seen ? "text" : "password"}
        autocomplete={fresh ? "new-password" : "current-password"}
        name="password"
        maxLength={256}
        spellcheck={false}
        value={value}
        onValue={onValue}
        problem={problem ?? null}
      />
      {fresh && <CheckField label={w("show")} checked={seen} onChecked={setSeen} />}
    </div>
  );
}
