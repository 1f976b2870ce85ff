import { CheckField, TextField } from "@/shared/field.tsx";
import { a } from "./audit_words.ts";
import { Setting } from "./setting.tsx";

type Settings = { days: number; mass_read_limit: number; mass_read_block: boolean };

/** How long the log is kept, and when reading much rings the alarm. */
export function AuditSettings() {
  return (
    <section class="stack">
      <h2>{a("settings")}</h2>
      <Setting<Settings, Settings> path="/v1/audit-settings" may draftOf={(told) => told} bodyOf={(draft) => draft}>
        {({ draft, change, problem }) => (
          <div class="form">
            <TextField
              label={a("days")}
              type="number"
              min={30}
              max={3650}
              value={String(draft.days)}
              onValue={(days) => change({ ...draft, days: Number(days) })}
              problem={problem?.about("days")}
            />
            <TextField
              label={a("limit")}
              help={a("limitHelp")}
              type="number"
              min={100}
              value={String(draft.mass_read_limit)}
              onValue={(limit) => change({ ...draft, mass_read_limit: Number(limit) })}
              problem={problem?.about("mass_read_limit")}
            />
            <CheckField
              label={a("block")}
              checked={draft.mass_read_block}
              onChecked={(mass_read_block) => change({ ...draft, mass_read_block })}
            />
          </div>
        )}
      </Setting>
    </section>
  );
}
