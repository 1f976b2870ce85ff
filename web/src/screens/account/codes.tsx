import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import type { ApiProblem } from "@/api/problem.ts";
import { me } from "@/api/session.ts";
import { ofField } from "@/screens/sign_in/wrong.ts";
import { TextField } from "@/shared/field.tsx";
import { KeptCodes } from "./kept_codes.tsx";
import { SectionForm } from "./section_form.tsx";
import { w } from "./words.ts";

export function Codes() {
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const renew = async () => {
    const body = { code: code.replace(/\s/g, "") };
    setCodes((await got(api.POST("/v1/auth/recovery-codes", { body }))).recovery_codes);
    setCode("");
  };
  const left = me.value?.recovery_codes_left ?? 0;
  return (
    <>
      <SectionForm
        title={w("codes")}
        what={`${w("codesLeft", { n: left })} ${w("newCodesWhat")}`}
        action={w("newCodes")}
        onSubmit={renew}
        onProblem={setProblem}
      >
        <TextField
          label={w("presentCode")}
          value={code}
          onValue={setCode}
          autocomplete="one-time-code"
          maxLength={40}
          spellcheck={false}
          problem={problem ? ofField(problem, "code") : null}
        />
      </SectionForm>
      {codes && <KeptCodes codes={codes} onKept={() => setCodes(null)} />}
    </>
  );
}
