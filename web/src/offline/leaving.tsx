import { useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { Icon } from "@/shared/icon.tsx";
import { complain } from "@/shared/toast.tsx";
import { leaving } from "@/shell/leaving.ts";
import { shown } from "@/shell/opened.ts";
import { refused, subjectOf, unsure, waiting } from "./queue.ts";
import { sendWaiting } from "./sending.ts";
import { w } from "./words.ts";

const MOST = 5;

/** Whoever leaves is told what is lost by that, and what else they can do. */
export default function LeavingDialog() {
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const asked = leaving.value;
  if (!asked) return null;
  const list = waiting.value;
  const stay = () => {
    leaving.value = null;
  };
  const send = async () => {
    setBusy(true);
    await sendWaiting().catch(complain);
    setBusy(false);
    setTried(true);
    if (waiting.peek().length === 0) await asked.leave().catch(complain);
  };
  const look = () => {
    stay();
    shown.open("waiting");
  };
  return (
    <Dialog
      title={w("leaving", { n: list.length })}
      onClose={stay}
      footer={
        <>
          <Button onClick={stay} disabled={busy}>
            {w("stay")}
          </Button>
          <Button kind="danger" disabled={busy} onClick={() => asked.leave().catch(complain)}>
            {w(asked.what === "switch" ? "switchAnyway" : "signOutAnyway")}
          </Button>
          <Button kind="primary" icon="send" autofocus busy={busy} onClick={send}>
            {w("sendFirst")}
          </Button>
        </>
      }
    >
      <p>{w(asked.what === "switch" ? "lostBySwitch" : "lostByLeaving")}</p>
      <ul>
        {list.slice(0, MOST).map((each) => (
          <li key={each.key}>{subjectOf(each) || w("nameless")}</li>
        ))}
        {list.length > MOST && <li>{w("andMore", { n: list.length - MOST })}</li>}
      </ul>
      {tried && !busy && (
        <div class="error-note" role="alert">
          <Icon name="warning" />
          <p>{w(refused.value.length + unsure.value.length > 0 ? "sendRefused" : "sendFailed")}</p>
          <Button onClick={look}>{w("look")}</Button>
        </div>
      )}
    </Dialog>
  );
}
