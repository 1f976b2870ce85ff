import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { stale } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { TextField } from "@/shared/field.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { d } from "./duty_words.ts";
import { Setting, settingKey } from "./setting.tsx";

type Known = Schemas["KnownMailSettings"];
const PATH = "/v1/mail-settings";

/** The name in the addresses of dossiers, and making all of these anew. */
export default function MailSettings() {
  const [asking, setAsking] = useState(false);
  return (
    <div class="stack loose">
      <Setting<Known, string>
        path={PATH}
        may={may("setting.edit")}
        draftOf={({ slug, offered }) => slug ?? offered ?? ""}
        bodyOf={(slug) => ({ slug })}
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
  const [busy, setBusy] = useState(false);
  const renew = async () => {
    setBusy(true);
    try {
      await send("POST", `${PATH}/renew`);
      stale(settingKey(PATH));
      say(d("renewed"));
      onClose();
    } catch (error) {
      complain(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={d("renewAddresses")}
      onClose={onClose}
      onSubmit={renew}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="danger" type="submit" busy={busy}>
            {d("renewAddresses")}
          </Button>
        </>
      }
    >
      <p>{d("renewAddressesWhy")}</p>
    </Dialog>
  );
}
