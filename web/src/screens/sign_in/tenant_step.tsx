import { useState } from "preact/hooks";
import { Icon } from "@/shared/icon.tsx";
import { type Answer, ask, type Tenant } from "./asking.ts";
import { r } from "./refused_words.ts";
import { w } from "./words.ts";
import { inWords } from "./wrong.ts";

type Props = {
  challenge: string;
  tenants: readonly Tenant[];
  onAnswer: (answer: Answer) => Promise<unknown> | unknown;
};

/** Somebody who belongs to several organisations chooses where to go. */
export function TenantStep({ challenge, tenants, onAnswer }: Props) {
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = async (tenant: string) => {
    try {
      await onAnswer(await ask<Answer>("verify", { challenge, tenant, browser: true }));
    } catch (error) {
      setWrong(inWords(error, r("tooSlow")));
    }
  };
  return (
    <div class="sign-in-step">
      <h1 tabIndex={-1}>{w("tenant")}</h1>
      <p class="faint">{w("tenantHelp")}</p>
      {wrong && (
        <p class="error-note" role="alert">
          {wrong}
        </p>
      )}
      <ul class="plain stack">
        {tenants.map((each) => (
          <li key={each.id}>
            <button type="button" class="button tenant" onClick={() => choose(each.id)}>
              <Icon name="building" />
              <span class="grow cut">{each.name}</span>
              <Icon name="chevron" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
