import { useEffect, useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { type Answer, ask, LASTS } from "./asking.ts";
import { r } from "./refused_words.ts";
import { Step } from "./step.tsx";
import { w } from "./words.ts";

type Props = {
  challenge: string;
  tenant?: string;
  onAnswer: (answer: Answer) => Promise<unknown> | unknown;
  /** The challenge is over. */
  onOver: () => void;
  onBack: () => void;
};

const DIGITS = 6;

export function CodeStep({ challenge, tenant, onAnswer, onOver, onBack }: Props) {
  const [code, setCode] = useState("");
  const [lost, setLost] = useState(false);
  const [tried, setTried] = useState(false);
  useEffect(() => {
    const over = setTimeout(onOver, LASTS);
    return () => clearTimeout(over);
  }, [challenge]);
  const go = () => {
    setTried(true);
    const plain = lost ? code.trim() : code.replace(/\s/g, "");
    if (!plain) return null;
    return ask<Answer>("verify", { challenge, code: plain, browser: true, ...(tenant ? { tenant } : {}) }).then(
      onAnswer,
    );
  };
  const field = lost
    ? { label: w("recovery"), help: w("recoveryHelp"), autocomplete: "off" as const, maxLength: 40 }
    : {
        label: w("code"),
        help: w("codeHelp"),
        autocomplete: "one-time-code" as const,
        inputMode: "numeric" as const,
        maxLength: DIGITS + 2,
      };
  return (
    <Step
      title={w("title")}
      action={w("title")}
      refused={r("wrongCode")}
      onSubmit={go}
      below={
        <>
          <button
            type="button"
            class="text-button"
            onClick={() => {
              setCode("");
              setLost(!lost);
            }}
          >
            {lost ? w("useApp") : w("useRecovery")}
          </button>
          <button type="button" class="text-button" onClick={onBack}>
            {w("startAgain")}
          </button>
        </>
      }
    >
      <TextField
        {...field}
        name="code"
        spellcheck={false}
        value={code}
        onValue={setCode}
        problem={tried && !code.trim() ? r("missing") : null}
      />
    </Step>
  );
}
