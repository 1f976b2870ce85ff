import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { may, me } from "@/api/session.ts";
import { Avatar, Badge } from "@/shared/badge.tsx";
import { told } from "@/shared/error_note.tsx";
import { Menu } from "@/shared/menu.tsx";
import { roleName } from "@/shared/role_name.ts";
import type { Role, User } from "./users.tsx";
import { w } from "./words.ts";

const TONES = { active: "good", invited: "accent", disabled: "warn" } as const;

type Props = {
  user: User;
  roles: readonly Pick<Role, "key" | "name">[];
  onRole: (role: string) => Promise<void>;
  onStatus: (status: "active" | "disabled") => void;
  onWithdraw: () => void;
  onWork: () => void;
};

export function UserRow({ user, roles, onRole, onStatus, onWithdraw, onWork }: Props) {
  const edits = may("user.edit");
  const isMe = user.id === me.value?.id;
  return (
    <li class="admin-user">
      <Avatar name={user.name} />
      <div class="grow">
        <a href={`/colleagues/${user.id}`}>{user.name}</a>
        <p class="small faint cut">{user.email}</p>
      </div>
      <Badge tone={TONES[user.status as keyof typeof TONES]}>{w(user.status as keyof typeof TONES)}</Badge>
      <RoleSelect user={user} roles={roles} disabled={!edits || isMe} onRole={onRole} />
      <Menu
        label={user.name}
        items={[
          edits && { label: w("openWork"), icon: "share", run: onWork },
          user.status === "invited" && may("user.delete") && { label: w("withdraw"), icon: "close", run: onWithdraw },
          edits &&
            user.status === "active" &&
            !isMe && { label: w("disable"), icon: "lock", danger: true, run: () => onStatus("disabled") },
          edits && user.status === "disabled" && { label: w("enable"), icon: "check", run: () => onStatus("active") },
        ]}
      />
    </li>
  );
}

type RoleProps = Pick<Props, "user" | "roles" | "onRole"> & { disabled: boolean };

/** Another role counts once the API took it; what it refuses goes back, and says why. */
function RoleSelect({ user, roles, disabled, onRole }: RoleProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const known = roles.some(({ key }) => key === user.role) ? roles : [{ key: user.role, name: user.role }, ...roles];
  const shown = wanted ?? user.role;
  const choose = async (role: string) => {
    setWanted(role);
    setProblem(null);
    try {
      await onRole(role);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setWanted(null);
  };
  return (
    <div class="role-select">
      <select
        aria-label={`${w("role")}: ${user.name}`}
        aria-invalid={problem ? true : undefined}
        value={shown}
        disabled={disabled || wanted !== null}
        onChange={(event) => void choose(event.currentTarget.value)}
      >
        {known.map(({ key, name }) => (
          <option key={key} value={key} selected={key === shown}>
            {roleName(key, name)}
          </option>
        ))}
      </select>
      {problem && (
        <p class="fault small" role="alert">
          {problem.about("role") ?? told(problem)}
        </p>
      )}
    </div>
  );
}
