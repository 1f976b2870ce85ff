import { Dialog } from "@/shared/dialog.tsx";
import { Places } from "./nav.tsx";
import { shown } from "./opened.ts";
import { shell } from "./words.ts";

/** The whole menu, on a phone. */
export default function Drawer() {
  return (
    <Dialog title={shell("menu")} onClose={shown.close}>
      <nav class="drawer" aria-label={shell("main")}>
        <Places onGo={shown.close} />
      </nav>
    </Dialog>
  );
}
