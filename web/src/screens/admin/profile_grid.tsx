import { useState } from "preact/hooks";
import { type ApiProblem, asProblem } from "@/api/problem.ts";
import { changeRecord, type RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { typeNames } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { say } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { Restored } from "@/work/restored.tsx";
import { useDraft } from "@/work/use_draft.ts";
import { FieldRights } from "./field_rights.tsx";
import {
  actionsOf,
  allows,
  EVERY,
  type Grantable,
  type Profile,
  rightsOf,
  spokenOf,
  type TypeRights,
  type Types,
  typesPatch,
  withAction,
} from "./rights.ts";
import { actionName, r } from "./rights_words.ts";
import { s } from "./setting_words.ts";
import { w } from "./words.ts";
import "./rights_grid.css";

type Props = { profile: Profile; catalog: readonly Grantable[]; onDone: (record: RecordOf) => Promise<void> };

/** A row for each type, a column for each thing that may be done; nothing holds until it is saved, and what was ticked is
 * there again for who comes back to it. */
export function ProfileGrid({ profile, catalog, onDone }: Props) {
  const made = useDraft<{ types: Types; begun: Profile }>(`profile ${profile.id}`);
  const [fieldsOf, setFieldsOf] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const actions = actionsOf(catalog);
  const writes = may("profile.edit");
  const begun = begunWith(profile, made.draft?.begun);
  const types = made.draft?.types ?? profile.types;
  const patch = typesPatch(begun.types, types);
  const asked = catalog.find(({ type }) => type === fieldsOf);
  const isChanged = Object.keys(patch).length > 0;
  const put = (type: string, rights: TypeRights | null) => {
    const { [type]: _, ...rest } = types;
    const next = rights ? { ...rest, [type]: rights } : rest;
    if (Object.keys(typesPatch(begun.types, next)).length > 0) made.set({ types: next, begun });
    else made.drop();
  };
  const begin = () => {
    made.drop();
    setProblem(null);
  };
  const save = async () => {
    setBusy(true);
    try {
      const saved = await changeRecord("profiles", profile.id, { types: patch }, begun.version);
      await onDone(saved);
      begin();
      say(w("saved"));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  const anew = async () => {
    await onDone(profile);
    begin();
  };
  return (
    <>
      {made.restored && <Restored onDiscard={begin} />}
      <ErrorNote problem={problem} />
      {problem?.status === 412 && (
        <div class="row">
          <Button onClick={anew}>{s("takeTheirs")}</Button>
        </div>
      )}
      <div class="scroll-x">
        <table class="grid rights-grid">
          <thead>
            <tr>
              <td />
              {actions.map((action) => (
                <Column key={action} name={actionName(action)} />
              ))}
              <Column name={r("viewAll")} />
              <Column name={r("editAll")} />
              <Column name={r("fields")} />
            </tr>
          </thead>
          <tbody>
            {[EVERY, ...catalog.map(({ type }) => type)].map((type) => (
              <Row
                key={type}
                type={type}
                types={types}
                actions={actions}
                known={catalog.find((each) => each.type === type)}
                writes={writes}
                put={(rights) => put(type, rights)}
                onFields={() => setFieldsOf(type)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {writes && (
        <div class="row setting-foot">
          <Button kind="primary" busy={busy} disabled={!isChanged} onClick={save}>
            {common("save")}
          </Button>
          {isChanged && <Button onClick={begin}>{common("cancel")}</Button>}
          {isChanged && <span class="faint small">{s("notSavedYet")}</span>}
        </div>
      )}
      {fieldsOf && (
        <FieldRights
          type={fieldsOf}
          title={r("fieldsOf", { type: nameOf(fieldsOf) })}
          fields={asked?.fields ?? []}
          rights={asked ? spokenOf(types, asked) : rightsOf(types, fieldsOf)}
          writes={writes}
          onDone={(rights) => {
            put(fieldsOf, rights);
            setFieldsOf(null);
          }}
          onClose={() => setFieldsOf(null)}
        />
      )}
    </>
  );
}

/** Which of its versions was ticked in: the one there is now where only something else of the profile changed since. */
function begunWith(profile: Profile, begun: Profile | undefined): Profile {
  return begun && Object.keys(typesPatch(begun.types, profile.types)).length > 0 ? begun : profile;
}

const Column = ({ name }: { name: string }) => (
  <th scope="col">
    <span>{name}</span>
  </th>
);

const nameOf = (type: string): string => (type === EVERY ? r("allOthers") : typeNames(type));

type RowProps = {
  type: string;
  types: Types;
  actions: readonly string[];
  known: Grantable | undefined;
  writes: boolean;
  put: (rights: TypeRights | null) => void;
  onFields: () => void;
};

/** A type that the profile does not name is shown as those not named; the first tick makes it one that is. */
function Row({ type, types, actions, known, writes, put, onFields }: RowProps) {
  const rights = known ? spokenOf(types, known) : rightsOf(types, type);
  const able = known?.actions ?? actions;
  const name = nameOf(type);
  const isInherited = type !== EVERY && !(type in types);
  const special = Object.keys(rights.fields).filter((field) => field !== EVERY).length;
  const whole = r(LEVEL_WORDS[rights.fields[EVERY] ?? "none"]);
  const fields = special > 0 ? `${whole}, ${r("otherwise", { n: special })}` : whole;
  const own = (changes: Partial<TypeRights>) => put({ ...rights, ...changes });
  return (
    <tr class={isInherited ? "inherited" : undefined}>
      <th scope="row">
        <span class="rights-type">
          {name}
          {isInherited && <span class="small faint">{r("asOthers")}</span>}
          {!isInherited && type !== EVERY && writes && (
            <Button kind="quiet" icon="close" label={`${r("backToOthers")}: ${name}`} onClick={() => put(null)} />
          )}
        </span>
      </th>
      {actions.map((action) => (
        <td key={action}>
          {able.includes(action) && (
            <Tick
              label={`${name}: ${actionName(action)}`}
              checked={allows(rights, action)}
              disabled={!writes}
              onTick={(on) => own(withAction(rights, action, on, able))}
            />
          )}
        </td>
      ))}
      <td>
        <Tick
          label={`${name}: ${r("viewAll")}`}
          checked={rights.view_all || rights.edit_all}
          disabled={!writes}
          onTick={(view_all) => own({ view_all, ...(view_all ? {} : { edit_all: false }) })}
        />
      </td>
      <td>
        <Tick
          label={`${name}: ${r("editAll")}`}
          checked={rights.edit_all}
          disabled={!writes}
          onTick={(edit_all) => own({ edit_all, ...(edit_all ? { view_all: true } : {}) })}
        />
      </td>
      <td>
        <Button kind="quiet" aria-label={`${r("fieldsOf", { type: name })}: ${fields}`} onClick={onFields}>
          {fields}
        </Button>
      </td>
    </tr>
  );
}

const LEVEL_WORDS = { none: "none", read: "readOnly", write: "write" } as const;

type TickProps = { label: string; checked: boolean; disabled: boolean; onTick: (on: boolean) => void };

const Tick = ({ label, checked, disabled, onTick }: TickProps) => (
  <label class="tick-cell">
    <input
      type="checkbox"
      aria-label={label}
      title={label}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onTick(event.currentTarget.checked)}
    />
  </label>
);
