import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { plain, typeName } from "@/fields/index.ts";
import { TextField } from "@/shared/field.tsx";
import { colleaguesOf } from "@/shared/finding.ts";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { type Choice, Picker } from "@/shared/picker.tsx";
import { say } from "@/shared/toast.tsx";
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
  const params = { path: { id: user.id } };
  const work = useQuery(`/v1/users/${user.id}/work`, (signal) =>
    got(api.GET("/v1/users/{id}/work", { params, signal })),
  );
  const [to, setTo] = useState<Choice[]>([]);
  const [reason, setReason] = useState("");
  const save = async () => {
    const body = { to: to[0]?.value ?? "", ...(reason ? { reason } : {}) };
    await got(api.POST("/v1/users/{id}/hand-over", { params, body }));
    say(w("handedOver"));
    onClose();
  };
  return (
    <FormDialog
      title={`${w("openWork")}: ${user.name}`}
      action={work.data?.open ? w("handOver") : null}
      disabled={!to.length}
      save={save}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
