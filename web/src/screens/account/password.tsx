import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import type { ApiProblem } from "@/api/problem.ts";
import { PasswordField } from "@/screens/sign_in/password_field.tsx";
import { ofField } from "@/screens/sign_in/wrong.ts";
import { say } from "@/shared/toast.tsx";
import { SectionForm } from "./section_form.tsx";
import { w } from "./words.ts";

export function Password() {
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const change = async () => {
    const body = { password: present, new_password: next };
    const told = await got(api.POST("/v1/auth/password", { body }));
    setPresent("");
    setNext("");
    say(w("passwordChanged", { n: told.sessions_ended }));
  };
  const about = (field: string) => (problem ? ofField(problem, field) : null);
  return (
    <SectionForm
      title={w("password")}
      what={w("passwordWhat")}
      action={w("changePassword")}
      onSubmit={change}
      onProblem={setProblem}
    >
      <PasswordField label={w("present")} value={present} onValue={setPresent} problem={about("password")} />
      <PasswordField fresh value={next} onValue={setNext} problem={about("new_password")} />
    </SectionForm>
  );
}
