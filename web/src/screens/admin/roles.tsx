import { useState } from "preact/hooks";
import type { Link, RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { RecordDialog } from "@/editing/index.ts";
import { optionLabel } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Menu } from "@/shared/menu.tsx";
import { Shown } from "@/shared/page.tsx";
import { roleName } from "@/shared/role_name.ts";
import { common } from "@/shared/words.ts";
import { compare } from "@/words/format.ts";
import { archive } from "./archiving.ts";
import { calledHere } from "./called_here.ts";
import { keyed } from "./field_draft.ts";
import { r } from "./rights_words.ts";
import { type Role, useRoles, useUsers } from "./users.tsx";

type Edited = { record?: RecordOf; initial?: Record<string, unknown> };

const parentOf = (role: Role): string | null => (role.parent as Link | null | undefined)?.id ?? null;

/** Who stands above whom: each role below the one that it answers to. */
export default function Roles() {
  const roles = useRoles();
  const users = useUsers();
  const [edited, setEdited] = useState<Edited | null>(null);
  const count = (role: Role) =>
    (users.data?.data ?? []).filter((user) => user.role === role.key && user.status !== "disabled").length;
  const drop = ({ id, name }: Role) =>
    archive({ type: "role", plural: "roles", id, name: roleName(id, name) }, roles.reload);
  return (
    <div class="stack">
      {may("role.create") && (
        <div class="row">
          <Button kind="primary" icon="plus" onClick={() => setEdited({})}>
            {r("newRole")}
          </Button>
        </div>
      )}
      <Shown asked={roles} lines={6}>
        {({ data }) => <Branch all={data} of={null} count={count} onEdit={setEdited} onArchive={drop} />}
      </Shown>
      {edited && (
        <RecordDialog
          type="role"
          fields={["name", "description", "parent", "profiles", "assigns"]}
          completed={keyed}
          hint={calledHere(edited.record)}
          {...edited}
          onDone={() => {
            setEdited(null);
            void roles.reload();
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

type BranchProps = {
  all: readonly Role[];
  of: string | null;
  count: (role: Role) => number;
  onEdit: (edited: Edited) => void;
  onArchive: (role: Role) => void;
};

function Branch(props: BranchProps) {
  const { all, of } = props;
  const known = new Set(all.map(({ id }) => id));
  const here = all
    .filter((role) => (of === null ? !known.has(parentOf(role) ?? "") : parentOf(role) === of))
    .sort((a, b) => compare(roleName(a.id, a.name), roleName(b.id, b.name)));
  if (here.length === 0) return null;
  return (
    <ul class="tree">
      {here.map((role) => (
        <li key={role.id}>
          <Line role={role} {...props} />
          <Branch {...props} of={role.id} />
        </li>
      ))}
    </ul>
  );
}

function Line({ role, count, onEdit, onArchive }: BranchProps & { role: Role }) {
  const name = roleName(role.id, role.name);
  const profiles = (role.profiles as Link[] | null | undefined) ?? [];
  return (
    <div class="row between">
      <div class="grow">
        <strong>{name}</strong> <span class="faint small">{r("usersWith", { n: count(role) })}</span>
        {typeof role.description === "string" && <p class="small faint">{role.description}</p>}
        <p class="row small">
          {profiles.map((profile) => (
            <Badge key={profile.id}>{roleName(profile.id, profile.title ?? "")}</Badge>
          ))}
          {typeof role.assigns === "string" && role.assigns !== "anyone" && (
            <Badge tone="accent">{optionLabel("assigns", role.assigns, "role")}</Badge>
          )}
        </p>
      </div>
      <Menu
        label={name}
        items={[
          may("role.edit") && { label: common("edit"), icon: "edit", run: () => onEdit({ record: role }) },
          may("role.create") && {
            label: r("addBelow"),
            icon: "plus",
            run: () => onEdit({ initial: { parent: { id: role.id, title: name } } }),
          },
          may("role.delete") && { label: common("archive"), icon: "archive", run: () => onArchive(role) },
        ]}
      />
    </div>
  );
}
