import { api } from "@/api/client.ts";
import { CheckField, TextField } from "@/shared/field.tsx";
import { a } from "./audit_words.ts";
import { Setting } from "./setting.tsx";

const PATH = "/v1/audit-settings";

/** How long the log is kept, and when reading much rings the alarm. */
export function AuditSettings() {
  return (
    <section class="stack">
      <h2>{a("settings")}</h2>
      <Setting
        path={PATH}
        read={() => api.GET(PATH)}
        draftOf={(told) => told}
        write={(body, header) => api.PUT(PATH, { params: { header }, body })}
        may
      >
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
