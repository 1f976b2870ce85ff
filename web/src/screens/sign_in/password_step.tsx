import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { ask, type Challenge } from "./asking.ts";
import { PasswordField } from "./password_field.tsx";
import { r } from "./refused_words.ts";
import { Step } from "./step.tsx";
import { w } from "./words.ts";

type Props = {
  email: string;
  told?: string | null;
  title?: string;
  /** Whose password it is cannot be chosen: they go on where they were. */
  fixed?: boolean;
  onChallenge: (challenge: Challenge, email: string) => void;
  onForgotten?: (email: string) => void;
};

export function PasswordStep({ email: known, told, title, fixed, onChallenge, onForgotten }: Props) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const missing = (text: string) => (tried && !text.trim() ? r("missing") : null);
  const go = () => {
    setTried(true);
    if (!email.trim() || !password) return null;
    return ask<Challenge>("login", { email: email.trim(), password }).then((given) => onChallenge(given, email.trim()));
  };
  return (
    <Step
      title={title ?? w("title")}
      told={told ?? null}
      action={w("title")}
      refused={r("wrongPassword")}
      onSubmit={go}
      below={
        onForgotten && (
          <button type="button" class="text-button" onClick={() => onForgotten(email.trim())}>
            {w("forgotten")}
          </button>
        )
      }
    >
      <TextField
        label={w("email")}
        type="email"
        name="username"
        autocomplete="username"
        inputMode="email"
        spellcheck={false}
        value={email}
        onValue={setEmail}
        readOnly={Boolean(fixed)}
        problem={missing(email)}
      />
      <PasswordField value={password} onValue={setPassword} problem={missing(password)} />
    </Step>
  );
}
