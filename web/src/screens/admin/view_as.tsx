import "./view_as.css";
import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { fieldOf, labelOf, optionLabel, typeNames, useSchema } from "@/fields/index.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Icon } from "@/shared/icon.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { roleName } from "@/shared/role_name.ts";
import { Tabs } from "@/shared/tabs.tsx";
import { common } from "@/shared/words.ts";
import { useChosen, useInAddress } from "@/shell/in_address.ts";
import { compare } from "@/words/format.ts";
import { v } from "./as_words.ts";
import { actionName, r } from "./rights_words.ts";
import { SeenAs } from "./seen_as.tsx";
import { title } from "./titles.ts";
import { useUsers } from "./users.tsx";

type Rights = Schemas["UserRights"];
type Told = Rights["types"][number];

/** Whole: until a name is there the bar shows it, and an address may be anybody's text. */
const USER = /^usr_[0-9A-HJKMNP-TV-Z]{26}$/;

/** The client as somebody else has it, and all that they may do, through what; those from outside too. */
export default function ViewAs() {
  const [id, setId] = useInAddress("who");
  if (id && USER.test(id)) return <As key={id} id={id} onStop={() => setId(null)} />;
  return (
    <div class="stack">
      <UserSelect value="" onValue={setId} />
      <Empty title={r("chooseWho")} />
    </div>
  );
}

/** Whose view it is stands above it all the time, with the way out. */
function As({ id, onStop }: { id: string; onStop: () => void }) {
  const users = useUsers();
  const params = { path: { id } };
  const asked = useQuery<Rights>(`/v1/users/${id}/rights`, (signal) =>
    got(api.GET("/v1/users/{id}/rights", { params, signal })),
  );
  const [tab, setTab] = useChosen<string>("tab", ["seen", "rights"]);
  const user = users.data?.data.find((each) => each.id === id);
  const given = asked.data?.role;
  const role = given && roleName(given.id, given.name);
  const stop = () => {
    setTab("seen"); // the next colleague opens with what they see
    onStop();
  };
  return (
    <div class="stack">
      <div class="as-bar row between" role="status">
        <span>
          <Icon name="eye" /> <strong>{v("youLookAs", { name: user?.name ?? id })}</strong>
          {role && <span class="small"> · {v("roleIs", { role })}</span>}
        </span>
        <Button onClick={stop}>{v("stop")}</Button>
      </div>
      <Shown asked={asked} lines={8}>
        {(told) => (
          <Tabs
            label={title("viewAs")}
            tabs={[
              { key: "seen", label: v("whatTheySee") },
              { key: "rights", label: v("rights") },
            ]}
            chosen={tab}
            onChoose={setTab}
          >
            {tab === "seen" ? <SeenAs told={told} /> : <RightsOf told={told} />}
          </Tabs>
        )}
      </Shown>
    </div>
  );
}

export function UserSelect({ value, onValue }: { value: string; onValue: (id: string) => void }) {
  const users = useUsers();
  const sorted = [...(users.data?.data ?? [])].sort((a, b) => compare(a.name, b.name));
  return (
    <div class="form">
      <SelectField
        label={r("who")}
        empty=""
        value={value}
        onValue={onValue}
        options={sorted.map((user) => ({ value: user.id, label: `${user.name} (${user.email})` }))}
      />
    </div>
  );
}

function RightsOf({ told }: { told: Rights }) {
  return (
    <div class="stack">
      {told.administrator && <p>{r("isAdministrator")}</p>}
      {!told.active && <p class="fault">{r("notActive")}</p>}
      <dl class="through">
        {told.role && <Line name={r("through")} values={[roleName(told.role.id, told.role.name)]} />}
        <Line name={r("profiles")} values={told.profiles.map(({ id, name }) => roleName(id, name))} />
        <Line name={r("teams")} values={told.teams.map(({ name }) => name)} />
        <Line name={r("below")} values={told.below.map(({ name }) => name)} />
        <Line
          name={r("tied")}
          values={told.ties.map(({ relation, part, reach }) =>
            [relation, part, optionLabel("reach", reach, "tie")].filter(Boolean).join(" · "),
          )}
        />
      </dl>
      <div class="scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">{r("ofType")}</th>
              <th scope="col">{r("wants")}</th>
              <th scope="col">{r("byDefault")}</th>
              <th scope="col">{r("shared")}</th>
              <th scope="col">{r("limited")}</th>
            </tr>
          </thead>
          <tbody>
            {told.types.map((type) => (
              <Row key={type.type} told={type} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Line({ name, values }: { name: string; values: string[] }) {
  if (values.length === 0) return null;
  return (
    <div>
      <dt class="faint small">{name}</dt>
      <dd class="row">
        {values.map((value) => (
          <Badge key={value}>{value}</Badge>
        ))}
      </dd>
    </div>
  );
}

const LEVELS = new Set(["private", "read", "edit", "delete"]);

function Row({ told }: { told: Told }) {
  const all = told.edit_all ? r("editAll") : told.view_all ? r("viewAll") : "";
  const open = optionLabel(LEVELS.has(told.default) ? "level" : "outsiders", told.default, "type_default");
  return (
    <tr>
      <th scope="row">{typeNames(told.type)}</th>
      <td>{told.actions.map(actionName).join(", ") || <span class="faint">{r("nothing")}</span>}</td>
      <td>{told.actions.length > 0 && (all || open)}</td>
      <td>{told.rules.map(({ name, level }) => `${name} (${actionName(level)})`).join(", ")}</td>
      <td>{told.actions.length > 0 && <Limited told={told} />}</td>
    </tr>
  );
}

/** Fields that are not seen, or seen and not changed; those of a type that is only read are all of the second kind. */
function Limited({ told }: { told: Told }) {
  const [open, setOpen] = useState(false);
  const schema = useSchema(open ? told.type : null);
  const fields = Object.entries(told.fields);
  if (fields.length === 0) return <span class="faint">{common("none")}</span>;
  const name = (field: string) => labelOf(fieldOf(schema.data, field) ?? field, told.type);
  const of = (level: string) => fields.filter(([, each]) => each === level).map(([field]) => name(field));
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{fields.length}</summary>
      {(["none", "read"] as const).map((level) => {
        const names = of(level);
        return (
          names.length > 0 && (
            <p key={level} class="small">
              <strong>{r(level === "none" ? "none" : "readOnly")}:</strong> {names.sort(compare).join(", ")}
            </p>
          )
        );
      })}
    </details>
  );
}
