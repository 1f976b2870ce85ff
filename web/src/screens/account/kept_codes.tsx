import { useRef } from "preact/hooks";
import { me } from "@/api/session.ts";
import { RecoveryCodes } from "@/screens/sign_in/recovery_codes.tsx";
import { w as signing } from "@/screens/sign_in/words.ts";
import { Dialog } from "@/shared/dialog.tsx";
import { common } from "@/shared/words.ts";
import "@/screens/sign_in/style.css";

/** New recovery codes, shown once: the old ones are gone, so Escape asks whether these were kept. */
export function KeptCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const ask = () => place.current?.querySelector<HTMLInputElement>("input[type=checkbox]")?.focus();
  const kept = () => {
    if (me.value) me.value = { ...me.value, recovery_codes_left: codes.length };
    onKept();
  };
  return (
    <Dialog title={signing("codesTitle")} onClose={ask}>
      <div ref={place}>
        <RecoveryCodes codes={codes} email={me.value?.email ?? ""} action={common("done")} onKept={kept} />
      </div>
    </Dialog>
  );
}
