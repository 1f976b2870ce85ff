import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { ask, type ResetOf } from "./asking.ts";
import { PasswordField } from "./password_field.tsx";
import { Step } from "./step.tsx";
import { w } from "./words.ts";

export function NewPassword({ about, token }: { about: ResetOf; token: string }) {
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <div class="sign-in-step" role="status">
        <h1>{w("forgottenTitle")}</h1>
        <p>{w("passwordSet")}</p>
        <a class="button primary" href="/" onClick={() => location.assign("/")}>
          {w("toSignIn")}
        </a>
      </div>
    );
  }
  const set = () => (password ? ask("password-reset/confirm", { token, password }).then(() => setDone(true)) : null);
  return (
    <Step title={w("forgottenTitle")} action={w("setPassword")} refused={w("linkOverHelp")} onSubmit={set}>
      <TextField
        label={w("email")}
        name="username"
        autocomplete="username"
        value={about.email}
        onValue={() => {}}
        readOnly
      />
      <PasswordField fresh value={password} onValue={setPassword} />
    </Step>
  );
}
