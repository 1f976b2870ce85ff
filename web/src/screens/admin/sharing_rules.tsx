import { useQuery } from "@/api/query.ts";
import { changeRecord, createRecord, type Link, listRecords, type RecordOf } from "@/api/records.ts";
import { optionLabel, typeName, typeNames } from "@/fields/index.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { FormDialog } from "@/shared/form_dialog.tsx";
import { roleName } from "@/shared/role_name.ts";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { compare } from "@/words/format.ts";
import { Restored } from "@/work/restored.tsx";
import { useTyped } from "@/work/use_draft.ts";
import { type Editing, RecordSection } from "./record_section.tsx";
import { r } from "./rights_words.ts";
import { TypeSelect } from "./type_select.tsx";
import { useRoles } from "./users.tsx";
import { w } from "./words.ts";

/** Either a role, with or without those below it, or a team. */
type Some = { role?: Link | null; team?: Link | null; below?: boolean };

/** What is owned by some may be read or changed by others. */
export default function SharingRules() {
  return (
    <RecordSection
      type="sharing_rule"
      plural="sharing-rules"
      tells={["of", "owned_by", "shared_with", "level"]}
      shown={{
        of: ({ of }) => typeNames(String(of)),
        owned_by: ({ owned_by }) => someName(owned_by as Some),
        shared_with: ({ shared_with }) => someName(shared_with as Some),
      }}
      dialog={RuleDialog}
    />
  );
}

function someName({ role, team, below }: Some): string {
  const name = role ? roleName(role.id, role.title ?? role.id) : (team?.title ?? team?.id ?? "");
  return below ? r("andBelow", { name }) : name;
}

const draftOf = (record?: RecordOf) => ({
  name: String(record?.name ?? ""),
  of: String(record?.of ?? ""),
  owners: codeOf(record?.owned_by as Some | undefined),
  others: codeOf(record?.shared_with as Some | undefined),
  level: String(record?.level ?? "read"),
  version: record?.version,
});

/** What was typed is of the version that was read for it, and is not saved over a later one. */
function RuleDialog({ record, onDone, onClose }: Editing) {
  const { typed, put, drop, restored } = useTyped(`sharing_rule ${record?.id ?? "new"}`, draftOf(record));
  const { name, of, owners, others, level } = typed;
  const save = async () => {
    const body = { name: name.trim(), of, owned_by: someOf(owners), shared_with: someOf(others), level };
    await (record
      ? changeRecord("sharing-rules", record.id, body, typed.version)
      : createRecord("sharing-rules", body));
    drop();
    say(w("saved"));
    onDone();
  };
  return (
    <FormDialog
      title={record ? String(record.name) : typeName("sharing_rule")}
      disabled={!name.trim() || !of || !owners || !others}
      save={save}
      onClose={onClose}
    >
      {(problem) => (
        <>
          {restored && <Restored onDiscard={drop} />}
          <TextField
            label={common("name")}
            required
            autoFocus
            value={name}
            onValue={(text) => put({ name: text })}
            problem={problem?.about("name")}
          />
          <TypeSelect value={of} onValue={(type) => put({ of: type })} problem={problem?.about("of") ?? null} />
          <SomeSelect
            label={r("ownedBy")}
            value={owners}
            onValue={(some) => put({ owners: some })}
            problem={problem?.about("owned_by") ?? null}
          />
          <SomeSelect
            label={r("openedTo")}
            value={others}
            onValue={(some) => put({ others: some })}
            problem={problem?.about("shared_with") ?? null}
          />
          <SelectField
            label={r("theyMay")}
            value={level}
            onValue={(value) => put({ level: value })}
            options={LEVELS.map((value) => ({ value, label: optionLabel("level", value, "sharing_rule") }))}
          />
        </>
      )}
    </FormDialog>
  );
}

const LEVELS = ["read", "edit"];
/** A role with those below it. */
const BELOW = "+";

function codeOf(some: Some | undefined): string {
  const id = some?.role?.id ?? some?.team?.id ?? "";
  return some?.below ? `${id}${BELOW}` : id;
}

function someOf(code: string) {
  const link = { id: code.replace(BELOW, "") };
  return link.id.startsWith("tem_")
    ? { team: link, role: null, below: false }
    : { role: link, team: null, below: code.endsWith(BELOW) };
}

type Named = { id: string; name: string };
type SomeProps = { label: string; value: string; onValue: (code: string) => void; problem: string | null };

function SomeSelect({ label, value, onValue, problem }: SomeProps) {
  const roles = useRoles();
  const teams = useQuery("/v1/teams", () => listRecords("teams", { limit: 200 }));
  const byName = (a: Named, b: Named) => compare(a.name, b.name);
  const named = (roles.data?.data ?? []).map(({ id, name }) => ({ id, name: roleName(id, name) }));
  const gathered = (teams.data?.data ?? []).map(({ id, name }) => ({ id, name: String(name) }));
  const options = [
    ...named.sort(byName).flatMap(({ id, name }) => [
      { value: id, label: `${typeName("role")}: ${name}` },
      { value: `${id}${BELOW}`, label: `${typeName("role")}: ${r("andBelow", { name })}` },
    ]),
    ...gathered.sort(byName).map(({ id, name }) => ({ value: id, label: `${typeName("team")}: ${name}` })),
  ];
  return (
    <SelectField label={label} required empty="" value={value} onValue={onValue} options={options} problem={problem} />
  );
}
