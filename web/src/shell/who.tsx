import { send } from "@/api/send.ts";
import { me } from "@/api/session.ts";
import { Avatar } from "@/shared/badge.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Popover } from "@/shared/popover.tsx";
import { complain } from "@/shared/toast.tsx";
import { LANGUAGES, language, OWN_NAMES, speak } from "@/words/language.ts";
import { enterTenant, signOut } from "./boot.ts";
import { dress, THEMES, type Theme, theme } from "./theme.ts";
import { shell } from "./words.ts";

/** Who am I, where, in which language; other organisations; out. */
export function Who() {
  const here = me.value;
  if (!here) return null;
  const others = here.tenants.filter((each) => each.id !== here.tenant.id);
  return (
    <Popover label={`${here.name}, ${here.tenant.name}`} face={<Avatar name={here.name} />}>
      {(close) => (
        <div class="who">
          <p>
            <strong>{here.name}</strong>
            <span class="faint small">{here.email}</span>
            <span class="faint small">{here.tenant.name}</span>
          </p>
          <a class="menu-item" href="/settings" onClick={close}>
            <Icon name="person" />
            {shell("account")}
          </a>
          <Choices />
          {others.length > 0 && <h2 class="small faint">{shell("organisations")}</h2>}
          {others.map((each) => (
            <button type="button" class="menu-item" key={each.id} onClick={() => enterTenant(each.id).catch(complain)}>
              <Icon name="building" />
              {shell("switchTo", { name: each.name })}
            </button>
          ))}
          {here.kind === "employee" && (
            <a class="menu-item" href="/v1/docs" target="_blank" rel="noreferrer">
              <Icon name="external" />
              {shell("reference")}
            </a>
          )}
          <button type="button" class="menu-item" onClick={signOut}>
            <Icon name="out" />
            {shell("signOut")}
          </button>
        </div>
      )}
    </Popover>
  );
}

export function Choices() {
  return (
    <div class="choices">
      <SelectField
        label={shell("language")}
        value={language.value}
        onValue={(chosen) => speakAs(chosen).catch(complain)}
        options={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }))}
      />
      <SelectField
        label={shell("theme")}
        value={theme.value}
        onValue={(chosen) => dress(chosen as Theme).catch(complain)}
        options={THEMES.map((value) => ({ value, label: shell(value) }))}
      />
    </div>
  );
}

/** Counts at once, and for the letters that one gets. */
export async function speakAs(chosen: string): Promise<void> {
  speak(chosen);
  if (!me.value) return;
  me.value = { ...me.value, language: chosen };
  await send("PATCH", "/v1/me", { body: { language: chosen } });
}
