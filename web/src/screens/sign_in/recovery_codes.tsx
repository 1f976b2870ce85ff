import { useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { copy } from "@/shared/copy.ts";
import { CheckField } from "@/shared/field.tsx";
import { w } from "./words.ts";

type Props = { codes: readonly string[]; onKept: () => unknown; action: string; email: string };

/** Recovery codes are shown once: they can be copied, saved and printed, and one says that one kept them. */
export function RecoveryCodes({ codes, onKept, action, email }: Props) {
  const [kept, setKept] = useState(false);
  const [busy, setBusy] = useState(false);
  const text = `Relata · ${email}\n\n${codes.join("\n")}\n`;
  return (
    <div class="recovery-codes">
      <p class="on-paper">Relata · {email}</p>
      <p>{w("codesHelp")}</p>
      <ol class="plain">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="row">
        <Button onClick={() => copy(text, w("copied"))}>{w("copy")}</Button>
        <Button icon="download" onClick={() => saveAs(text, "relata-codes.txt")}>
          {w("saveFile")}
        </Button>
        <Button onClick={() => print()}>{w("print")}</Button>
      </div>
      <CheckField label={w("kept")} checked={kept} onChecked={setKept} />
      <Button
        kind="primary"
        disabled={!kept}
        busy={busy}
        onClick={async () => {
          setBusy(true);
          await onKept();
        }}
      >
        {action}
      </Button>
    </div>
  );
}

function saveAs(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
