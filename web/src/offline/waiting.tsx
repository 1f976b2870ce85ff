import { useEffect, useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { Empty } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { shown } from "@/shell/opened.ts";
import { Composer } from "@/work/later.ts";
import { type Waiting as Each, forgo, putBack, readWaiting, unsent, waiting } from "./queue.ts";
import { sendWaiting } from "./sending.ts";
import { Line } from "./waiting_line.tsx";
import { w } from "./words.ts";

/** What was written without a network: what waits, and what was refused and why. Nothing of it is lost by itself. */
export default function Waiting() {
  const [amending, setAmending] = useState<Each | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    readWaiting().catch(() => undefined); // what another tab did with it
  }, []);
  const send = async () => {
    setBusy(true);
    await sendWaiting().catch(complain);
    setBusy(false);
  };
  const drop = async (each: Each) => {
    await forgo(each).catch(complain);
    say(w("dropped"), { undo: () => putBack(each) });
  };
  return (
    <Dialog
      title={w("title")}
      onClose={shown.close}
      footer={
        unsent.value.length > 0 && (
          <Button kind="primary" icon="send" busy={busy} onClick={send}>
            {w("sendNow")}
          </Button>
        )
      }
    >
      <p class="faint">{w("help")}</p>
      {waiting.value.length === 0 && <Empty title={w("none")} />}
      <ul class="list">
        {waiting.value.map((each) => (
          <Line key={each.key} each={each} onAmend={() => setAmending(each)} onDrop={() => drop(each)} />
        ))}
      </ul>
      {amending && <Composer waiting={amending} onClose={() => setAmending(null)} />}
    </Dialog>
  );
}
