import { useState } from "preact/hooks";
import { entered } from "@/shell/boot.ts";
import type { Answer, Challenge, Enrolled, Tenant } from "./asking.ts";
import { CodeStep } from "./code_step.tsx";
import { EnrolStep } from "./enrol_step.tsx";
import { ForgottenStep } from "./forgotten_step.tsx";
import { PasswordStep } from "./password_step.tsx";
import { RecoveryCodes } from "./recovery_codes.tsx";
import { r } from "./refused_words.ts";
import { TenantStep } from "./tenant_step.tsx";
import { w } from "./words.ts";

type At =
  | { step: "password"; told?: string | null }
  | { step: "forgotten" }
  | { step: "code"; challenge: string }
  | { step: "enrol"; challenge: string }
  | { step: "tenant"; challenge: string; tenants: Tenant[] }
  | { step: "kept"; answer: Enrolled };

type Props = {
  email?: string;
  title?: string;
  /** Where the password was given already, as with an invitation. */
  begun?: Challenge;
  /** Who goes on where they were: the same person, in the same organisation. */
  tenant?: string;
  fixed?: boolean;
  onIn?: (access: string) => Promise<unknown>;
};

/** Signing in, from the password to being there. */
export function Steps({ email: known = "", title, begun, tenant, fixed, onIn = entered }: Props) {
  const [at, setAt] = useState<At>(begun ? after(begun) : { step: "password" });
  const [email, setEmail] = useState(known);
  const over = () => setAt({ step: "password", told: r("tooSlow") });
  const back = () => setAt({ step: "password" });
  const answered = (answer: Answer): Promise<unknown> | undefined => {
    if (answer.access_token) return onIn(answer.access_token);
    setAt({ step: "tenant", challenge: answer.challenge ?? "", tenants: answer.tenants });
    return undefined;
  };
  if (at.step === "forgotten") return <ForgottenStep email={email} onBack={back} />;
  if (at.step === "code") {
    return (
      <CodeStep
        challenge={at.challenge}
        {...(tenant ? { tenant } : {})}
        onAnswer={answered}
        onOver={over}
        onBack={back}
      />
    );
  }
  if (at.step === "enrol") {
    return (
      <EnrolStep challenge={at.challenge} onEnrolled={(answer) => setAt({ step: "kept", answer })} onOver={over} />
    );
  }
  if (at.step === "tenant") return <TenantStep challenge={at.challenge} tenants={at.tenants} onAnswer={answered} />;
  if (at.step === "kept") {
    return (
      <div class="sign-in-step">
        <h1>{w("codesTitle")}</h1>
        <RecoveryCodes
          codes={at.answer.recovery_codes}
          email={email}
          action={w("title")}
          onKept={() => answered(at.answer)}
        />
      </div>
    );
  }
  return (
    <PasswordStep
      email={email}
      told={at.told ?? null}
      {...(title ? { title } : {})}
      fixed={Boolean(fixed)}
      onChallenge={(given, typed) => {
        setEmail(typed);
        setAt(after(given));
      }}
      {...(fixed
        ? {}
        : {
            onForgotten: (typed: string) => {
              setEmail(typed);
              setAt({ step: "forgotten" });
            },
          })}
    />
  );
}

const after = (given: Challenge): At => ({
  step: given.enrolment_required ? "enrol" : "code",
  challenge: given.challenge,
});
