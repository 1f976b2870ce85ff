import { useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { MailComposer } from "./later.ts";
import { answered, type WholeMail } from "./reading.ts";
import { m } from "./words.ts";

type Props = { id: string; mail: WholeMail; mine: string; onDone?: () => void };

export function Answering({ id, mail, mine, onDone }: Props) {
  const [to, setTo] = useState<ReturnType<typeof answered> | null>(null);
  const everybody = answered(mail, mine, true);
  return (
    <div class="row">
      <Button icon="mail" onClick={() => setTo(answered(mail, mine, false))}>
        {m("reply")}
      </Button>
      {everybody.to.length + everybody.cc.length > 1 && (
        <Button onClick={() => setTo(everybody)}>{m("replyAll")}</Button>
      )}
      {to && (
        <MailComposer
          replyTo={{ id, subject: mail.subject }}
          recipients={to}
          onDone={onDone}
          onClose={() => setTo(null)}
        />
      )}
    </div>
  );
}
