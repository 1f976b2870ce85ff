import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { listRecords, type Page, type RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { compare } from "@/words/format.ts";
import { HandOver } from "./hand_over.tsx";
import { InviteDialog } from "./invite.tsx";
import { UserRow } from "./user_row.tsx";
import { w } from "./words.ts";

export type User = Schemas["User"];
export type Role = RecordOf & { key: string; name: string };

export const useUsers = () => useQuery("/v1/users", (signal) => got(api.GET("/v1/users", { signal })));

export const useRoles = () => useQuery<Page<Role>>("/v1/roles", () => listRecords<Role>("roles", { limit: 200 }));

/** The role of people from outside, who are invited from their own card. */
const OUTSIDE = "external";

/** Who works here: invited, given a role, disabled with what they leave behind told. */
export default function Users() {
  const users = useUsers();
  const roles = useRoles();
  const given = (roles.data?.data ?? []).filter(({ key }) => key !== OUTSIDE);
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<User | null>(null);
  const changed = async (user: User, body: Schemas["ChangeUser"]) => {
    const known = await got(api.PATCH("/v1/users/{id}", { params: { path: { id: user.id } }, body }));
    await users.reload();
    return known;
  };
  const give = async (user: User, role: string) => {
    await changed(user, { role });
    say(w("saved"));
  };
  const set = async (user: User, status: "active" | "disabled") => {
    try {
      const { open_work } = await changed(user, { status });
      if (status === "active") return say(w("saved"));
      const action = { label: w("handOver"), run: () => setLeaving(user) };
      const undo = () => set(user, "active");
      say(w(open_work ? "stillHas" : "wasDisabled", { name: user.name }), open_work ? { action } : { undo });
    } catch (error) {
      complain(error);
    }
  };
  const withdraw = async (user: User) => {
    try {
      await api.DELETE("/v1/users/{id}", { params: { path: { id: user.id } } });
      stale("/v1/users");
    } catch (error) {
      complain(error);
    }
  };
  return (
    <div class="stack">
      {may("user.create") && (
        <div class="row">
          <Button kind="primary" icon="plus" onClick={() => setInviting(true)}>
            {w("inviteSomebody")}
          </Button>
        </div>
      )}
      <Shown asked={users} lines={6}>
        {({ data }) => (
          <ul class="list">
            {[...data]
              .filter((user) => user.kind === "employee")
              .sort((a, b) => compare(a.name, b.name))
              .map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  roles={given}
                  onRole={(role) => give(user, role)}
                  onStatus={(status) => set(user, status)}
                  onWithdraw={() => withdraw(user)}
                  onWork={() => setLeaving(user)}
                />
              ))}
          </ul>
        )}
      </Shown>
      {inviting && <InviteDialog roles={given} onClose={() => setInviting(false)} />}
      {leaving && <HandOver user={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}
