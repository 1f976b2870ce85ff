import { useEffect, useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { TextField } from "@/shared/field.tsx";
import { Skeleton } from "@/shared/page.tsx";
import { ask, type Enrolled, LASTS, type Offer } from "./asking.ts";
import { FactorOffer } from "./factor_offer.tsx";
import { r } from "./refused_words.ts";
import { Step } from "./step.tsx";
import { w } from "./words.ts";
import { inWords } from "./wrong.ts";

type Props = { challenge: string; onEnrolled: (answer: Enrolled) => void; onOver: () => void };

/** The first sign-in: an authenticator app becomes the second key. */
export function EnrolStep({ challenge, onEnrolled, onOver }: Props) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [code, setCode] = useState("");
  useEffect(() => {
    const over = setTimeout(onOver, LASTS);
    ask<Offer>("enroll", { challenge }).then(setOffer, (error) =>
      asProblem(error).status === 401 ? onOver() : setFault(inWords(error, r("tooSlow"))),
    );
    return () => clearTimeout(over);
  }, [challenge]);
  if (fault) return <p role="alert">{fault}</p>;
  if (!offer) return <Skeleton lines={4} />;
  const confirm = () => {
    const plain = code.replace(/\s/g, "");
    if (!plain) return null;
    return ask<Enrolled>("enroll/confirm", { challenge, code: plain, browser: true }).then(onEnrolled);
  };
  return (
    <Step title={w("enrol")} help={w("enrolHelp")} action={w("title")} refused={r("wrongCode")} onSubmit={confirm}>
      <FactorOffer offer={offer} />
      <TextField
        label={w("code")}
        name="code"
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={8}
        value={code}
        onValue={setCode}
      />
    </Step>
  );
}
