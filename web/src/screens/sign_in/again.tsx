import "./style.css";
import { useEffect, useRef } from "preact/hooks";
import { me } from "@/api/session.ts";
import { waiting } from "@/offline/queue.ts";
import { reopen } from "@/shared/modal.ts";
import { leaveIt } from "@/shell/boot.ts";
import { Steps } from "./steps.tsx";
import { w } from "./words.ts";

/** The session ended while somebody worked: they sign in over what they were doing, and it goes on. */
export default function SignInAgain() {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!place.current?.open) place.current?.showModal();
  }, []);
  const here = me.value;
  if (!here) return null;
  return (
    <dialog
      ref={place}
      class="dialog sign-in-again"
      aria-label={w("again")}
      closedby="none"
      onCancel={(event) => event.preventDefault()}
      onClose={() => reopen(place)}
    >
      <p class="faint">{w("againWhy")}</p>
      {waiting.value.length > 0 && <p class="faint">{w("againWaits", { n: waiting.value.length })}</p>}
      <Steps email={here.email} tenant={here.tenant.id} title={w("again")} fixed />
      <button type="button" class="text-button" onClick={leaveIt}>
        {w("leave")}
      </button>
    </dialog>
  );
}
