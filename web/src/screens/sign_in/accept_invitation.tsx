import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { ask, type Challenge, type Invitation } from "./asking.ts";
import { PasswordField } from "./password_field.tsx";
import { r } from "./refused_words.ts";
import { Step } from "./step.tsx";
import { Steps } from "./steps.tsx";
import { w } from "./words.ts";

/** Somebody new chooses a password, somebody known gives theirs; then the second key. */
export function AcceptInvitation({ about, token }: { about: Invitation; token: string }) {
  const [password, setPassword] = useState("");
  const [begun, setBegun] = useState<Challenge | null>(null);
  if (begun) return <Steps begun={begun} email={about.email} onIn={async () => location.replace("/")} />;
  const accept = () => (password ? ask<Challenge>("invitations/accept", { token, password }).then(setBegun) : null);
  return (
    <Step
      title={w("invitation", { name: about.name })}
      help={w("invitedTo", { organisation: about.organisation, email: about.email })}
      action={w("accept")}
      refused={about.new ? w("linkOverHelp") : r("wrongPassword")}
      onSubmit={accept}
    >
      <TextField
        label={w("email")}
        name="username"
        autocomplete="username"
        value={about.email}
        onValue={() => {}}
        readOnly
      />
      <PasswordField
        label={about.new ? w("choosePassword") : w("yourPassword")}
        fresh={about.new}
        value={password}
        onValue={setPassword}
      />
    </Step>
  );
}
