import { useState } from "preact/hooks";
import { api } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { say } from "@/shared/toast.tsx";
import { d } from "./duty_words.ts";
import { Setting, settingKey } from "./setting.tsx";

const PATH = "/v1/mail-settings";

/** The name in the addresses of dossiers, and making all of these anew. */
export default function MailSettings() {
  const [asking, setAsking] = useState(false);
  return (
    <div class="stack loose">
      <Setting
        path={PATH}
        read={() => api.GET(PATH)}
        draftOf={({ slug, offered }) => slug ?? offered ?? ""}
        write={(slug, header) => api.PUT(PATH, { params: { header }, body: { slug } })}
        may={may("setting.edit")}
      >
        {({ draft, change, problem, told }) => (
          <div class="form">
            <TextField
              label={d("slug")}
              help={d("slugHelp", { example: `${draft || "…"}+…@${told.domain}` })}
              required
              spellcheck={false}
              value={draft}
              onValue={change}
              problem={problem?.about("slug")}
            />
            {told.names.length > 1 && (
              <p class="faint">
                {d("slugsOfBefore", { names: told.names.filter((each) => each !== told.slug).join(", ") })}
              </p>
            )}
          </div>
        )}
      </Setting>
      {may("setting.edit") && (
        <section class="stack">
          <h2>{d("renewAddresses")}</h2>
          <p class="faint about">{d("renewAddressesWhy")}</p>
          <div class="row">
            <Button kind="danger" onClick={() => setAsking(true)}>
              {d("renewAddresses")}
            </Button>
          </div>
        </section>
      )}
      {asking && <Renewing onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Asked first: it cannot be undone. */
function Renewing({ onClose }: { onClose: () => void }) {
  const renew = async () => {
    await api.POST("/v1/mail-settings/renew");
    stale(settingKey(PATH));
    say(d("renewed"));
    onClose();
  };
  return (
    <FormDialog title={d("renewAddresses")} action={d("renewAddresses")} danger save={renew} onClose={onClose}>
      <p>{d("renewAddressesWhy")}</p>
    </FormDialog>
  );
}
