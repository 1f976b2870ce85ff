import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { listRecords, type Page, type RecordOf } from "@/api/records.ts";
import { send } from "@/api/send.ts";
import { may, me } from "@/api/session.ts";
import { Avatar, Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { compare } from "@/words/format.ts";
import { HandOver } from "./hand_over.tsx";
import { InviteDialog } from "./invite.tsx";
import { w } from "./words.ts";

export type User = Schemas["User"];
export type Role = RecordOf & { key: string; name: string };

export const useUsers = () => useQuery<{ data: User[] }>("/v1/users", (signal) => send("GET", "/v1/users", { signal }));

export const useRoles = () => useQuery<Page<Role>>("/v1/roles", () => listRecords<Role>("roles", { limit: 200 }));

const TONES = { active: "good", invited: "accent", disabled: "warn" } as const;

/** Who works here: invited, given a role, disabled with what they leave behind told. */
export default function Users() {
  const users = useUsers();
  const roles = useRoles();
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<User | null>(null);
  const edits = may("user.edit");
  const change = async (user: User, body: Partial<User>) => {
    try {
      const changed = await send<Schemas["ChangedUser"]>("PATCH", `/v1/users/${user.id}`, { body });
      stale("/v1/users");
      if (body.status !== "disabled") return say(w("saved"));
      const undo = () => change(user, { status: "active" });
      const action = { label: w("handOver"), run: () => setLeaving(user) };
      say(
        w(changed.open_work ? "stillHas" : "wasDisabled", { name: user.name }),
        changed.open_work ? { action } : { undo },
      );
    } catch (error) {
      complain(error);
    }
  };
  const withdraw = async (user: User) => {
    try {
      await send("DELETE", `/v1/users/${user.id}`);
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
                <li key={user.id} class="admin-user">
                  <Avatar name={user.name} />
                  <div class="grow">
                    <a href={`/colleagues/${user.id}`}>{user.name}</a>
                    <p class="small faint cut">{user.email}</p>
                  </div>
                  <Badge tone={TONES[user.status as keyof typeof TONES]}>{w(user.status as keyof typeof TONES)}</Badge>
                  <select
                    aria-label={`${w("role")}: ${user.name}`}
                    value={user.role}
                    disabled={!edits || user.id === me.value?.id}
                    onChange={(event) => change(user, { role: event.currentTarget.value })}
                  >
                    {(roles.data?.data ?? [{ key: user.role, name: user.role }]).map((role) => (
                      <option key={role.key} value={role.key} selected={role.key === user.role}>
                        {role.name}
                      </option>
                    ))}
                  </select>
                  <Menu
                    label={user.name}
                    items={[
                      edits && { label: w("openWork"), icon: "share", run: () => setLeaving(user) },
                      user.status === "invited" &&
                        may("user.delete") && { label: w("withdraw"), icon: "close", run: () => withdraw(user) },
                      edits &&
                        user.status === "active" &&
                        user.id !== me.value?.id && {
                          label: w("disable"),
                          icon: "lock",
                          danger: true,
                          run: () => change(user, { status: "disabled" }),
                        },
                      edits &&
                        user.status === "disabled" && {
                          label: w("enable"),
                          icon: "check",
                          run: () => change(user, { status: "active" }),
                        },
                    ]}
                  />
                </li>
              ))}
          </ul>
        )}
      </Shown>
      {inviting && <InviteDialog roles={roles.data?.data ?? []} onClose={() => setInviting(false)} />}
      {leaving && <HandOver user={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}
