import { me } from "@/api/session.ts";
import { RecoveryCodes } from "@/screens/sign_in/recovery_codes.tsx";
import { w as signing } from "@/screens/sign_in/words.ts";
import { Dialog } from "@/shared/dialog.tsx";
import { common } from "@/shared/words.ts";
import "@/screens/sign_in/style.css";

/** New recovery codes, shown once. */
export function KeptCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const kept = () => {
    if (me.value) me.value = { ...me.value, recovery_codes_left: codes.length };
    onKept();
  };
  return (
    <Dialog title={signing("codesTitle")} onClose={kept}>
      <RecoveryCodes codes={codes} email={me.value?.email ?? ""} action={common("done")} onKept={kept} />
    </Dialog>
  );
}
