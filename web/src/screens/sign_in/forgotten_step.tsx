import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { ask } from "./asking.ts";
import { Step } from "./step.tsx";
import { w } from "./words.ts";

type Props = { email: string; onBack: () => void };

/** Asks for a link by mail; the answer is the same whoever asks. */
export function ForgottenStep({ email: known, onBack }: Props) {
  const [email, setEmail] = useState(known);
  const [sent, setSent] = useState(false);
  const back = (
    <button type="button" class="text-button" onClick={onBack}>
      {w("toSignIn")}
    </button>
  );
  if (sent) {
    return (
      <div class="sign-in-step" role="status">
        <h1>{w("linkSent")}</h1>
        <p>{w("linkSentHelp", { email })}</p>
        {back}
      </div>
    );
  }
  const send = () => (email.trim() ? ask("password-reset", { email: email.trim() }).then(() => setSent(true)) : null);
  return (
    <Step title={w("forgottenTitle")} help={w("forgottenHelp")} action={w("sendLink")} onSubmit={send} below={back}>
      <TextField
        label={w("email")}
        type="email"
        autocomplete="username"
        name="username"
        value={email}
        onValue={setEmail}
      />
    </Step>
  );
}
