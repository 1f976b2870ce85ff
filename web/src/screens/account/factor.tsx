import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import type { ApiProblem } from "@/api/problem.ts";
import type { components } from "@/api/schema.ts";
import { FactorOffer } from "@/screens/sign_in/factor_offer.tsx";
import { PasswordField } from "@/screens/sign_in/password_field.tsx";
import { ofField } from "@/screens/sign_in/wrong.ts";
import { TextField } from "@/shared/field.tsx";
import { KeptCodes } from "./kept_codes.tsx";
import { SectionForm } from "./section_form.tsx";
import { w } from "./words.ts";

type Offer = components["schemas"]["FactorChange"];

/** Another phone becomes the second key. The present one counts until the new one has shown a code. */
export function Factor() {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const about = (field: string) => (problem ? ofField(problem, field) : null);
  const begin = async () => {
    setOffer(await got(api.POST("/v1/auth/factor", { body: { password, code: code.trim() } })));
    setPassword("");
    setCode("");
  };
  const confirm = async () => {
    const body = { challenge: offer?.challenge ?? "", code: code.replace(/\s/g, "") };
    const told = await got(api.POST("/v1/auth/factor/confirm", { body }));
    setCodes(told.recovery_codes);
    setOffer(null);
    setCode("");
  };
  return (
    <>
      <SectionForm
        title={w("factor")}
        what={w("factorWhat")}
        action={offer ? w("confirm") : w("replaceFactor")}
        onSubmit={offer ? confirm : begin}
        onProblem={setProblem}
      >
        {offer ? (
          <FactorOffer offer={offer} />
        ) : (
          <PasswordField label={w("present")} value={password} onValue={setPassword} problem={about("password")} />
        )}
        <TextField
          label={offer ? w("newCode") : w("presentCode")}
          value={code}
          onValue={setCode}
          autocomplete="one-time-code"
          maxLength={40}
          spellcheck={false}
          problem={about("code")}
        />
      </SectionForm>
      {codes && <KeptCodes codes={codes} onKept={() => setCodes(null)} />}
    </>
  );
}
