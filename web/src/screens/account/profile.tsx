import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { prefer, preferred } from "@/api/preferences.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { type Me, me } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { PREFERENCE } from "@/shared/keys.ts";
import { roleName } from "@/shared/role_name.ts";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { Choices } from "@/shell/who.tsx";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
import { w } from "./words.ts";

const zones = (): string[] => Intl.supportedValuesOf("timeZone");

export function Profile() {
  const here = me.value as Me;
  const { typed, put, drop, restored } = useTyped("me", { name: here.name, zone: here.time_zone ?? "" });
  const { name, zone } = typed;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const told = await got(api.PATCH("/v1/me", { body: { name: name.trim(), time_zone: zone || null } }));
      me.value = { ...here, ...told };
      drop();
      say(w("saved"));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack loose account">
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {restored && <Restored onDiscard={drop} />}
        <ErrorNote problem={problem} />
        <TextField
          label={w("name")}
          value={name}
          onValue={(typed) => put({ name: typed })}
          autocomplete="name"
          maxLength={200}
          required
          problem={problem?.about("name") ?? null}
        />
        <SelectField
          label={w("timeZone")}
          value={zone}
          onValue={(chosen) => put({ zone: chosen })}
          empty={w("ofOrganisation", { zone: here.tenant.time_zone })}
          options={zones().map((value) => ({ value, label: value.replaceAll("_", " ") }))}
          problem={problem?.about("time_zone") ?? null}
        />
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {common("save")}
          </Button>
        </div>
      </form>
      <section class="form">
        <Choices />
        {here.kind === "employee" && (
          <CheckField
            label={w("singleKeys")}
            help={w("singleKeysWhat")}
            checked={preferred(PREFERENCE, true)}
            onChecked={(on) => prefer(PREFERENCE, on ? null : false).catch(complain)}
          />
        )}
      </section>
      <dl class="facts">
        <Fact name={w("email")} value={here.email} />
        <Fact name={w("organisation")} value={here.tenant.name} />
        <Fact name={w("role")} value={roleName(here.role, here.role_name)} />
        {here.teams.length > 0 && <Fact name={w("teams")} value={here.teams.map((each) => each.title).join(", ")} />}
      </dl>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt class="faint small">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
