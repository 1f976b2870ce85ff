import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { send } from "@/api/send.ts";
import { plain, typeName } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import type { User } from "./users.tsx";
import { w } from "./words.ts";

const TYPES: Record<string, string> = {
  relations: "relation",
  contacts: "contact",
  documents: "document",
  teams: "team",
};

/** What somebody looks after, and giving all of it to a colleague or a team. */
export function HandOver({ user, onClose }: { user: User; onClose: () => void }) {
  const at = `/v1/users/${user.id}/work`;
  const work = useQuery<Schemas["OpenWork"]>(at, (signal) => send("GET", at, { signal }));
  const [to, setTo] = useState<Choice[]>([]);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await send("POST", `/v1/users/${user.id}/hand-over`, {
        body: { to: to[0]?.value, ...(reason ? { reason } : {}) },
      });
      say(w("handedOver"));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`${w("openWork")}: ${user.name}`}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common("close")}</Button>
          {work.data?.open && (
            <Button kind="primary" type="submit" busy={busy} disabled={!to.length}>
              {w("handOver")}
            </Button>
          )}
        </>
      }
    >
      <ErrorNote problem={problem} />
      <Shown asked={work}>
        {({ open, data }) =>
          open ? (
            <>
              <ul>
                {data
                  .filter((part) => part.count > 0)
                  .map((part) => (
                    <li key={part.what}>
                      {part.what in TYPES
                        ? typeName(TYPES[part.what] as string, part.count)
                        : `${plain(part.what)}: ${part.count}`}
                    </li>
                  ))}
              </ul>
              <Picker
                label={w("handOverTo")}
                chosen={to}
                onChosen={setTo}
                find={colleaguesOf({ teams: true })}
                required
              />
              <TextField label={w("reason")} value={reason} onValue={setReason} />
            </>
          ) : (
            <Empty title={w("nothingOpen")} />
          )
        }
      </Shown>
    </Dialog>
  );
}
