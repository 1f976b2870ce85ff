import { useEffect, useRef, useState } from "preact/hooks";
import { useSchema } from "@/fields/schema.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Shown } from "@/shared/page.tsx";
import { type Asked, askedOf } from "./asked.ts";
import { Operand } from "./operand.tsx";
import { fitted, isWhole, offered, operatorLabel, shapeOf } from "./operators.ts";
import {
  type Condition,
  type Criteria,
  count,
  depth,
  type Group,
  groupOf,
  type Item,
  isGroup,
  type Join,
  levelsOf,
  MOST_CONDITIONS,
  MOST_LEVELS,
  written,
} from "./tree.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  type: string;
  value: Criteria | null;
  /** Called with what is whole of it; null where nothing is asked. */
  onValue: (criteria: Criteria | null) => void;
};

/** Puts criteria together: conditions on fields of a type, in groups of which all, any, none or not all must hold. */
export function CriteriaBuilder({ type, value, onValue }: Props) {
  const schema = useSchema(type);
  const [group, setGroup] = useState<Group>(() => groupOf(value));
  const told = useRef(JSON.stringify(value ?? null));
  useEffect(() => {
    const given = JSON.stringify(value ?? null);
    if (given === told.current) return;
    told.current = given;
    setGroup(groupOf(value));
  }, [value]);
  const change = (next: Group) => {
    setGroup(next);
    const criteria = written(next, isWhole);
    const text = JSON.stringify(criteria);
    if (text === told.current) return;
    told.current = text;
    onValue(criteria);
  };
  return (
    <Shown asked={schema} lines={2}>
      {(known) => (
        <div class="criteria">
          <GroupOf fields={askedOf(known)} group={group} onGroup={change} level={0} total={count(group)} />
          {count(group) >= MOST_CONDITIONS && <p class="help">{w("most", { n: MOST_CONDITIONS })}</p>}
        </div>
      )}
    </Shown>
  );
}

type Grouped = {
  fields: readonly Asked[];
  group: Group;
  onGroup: (group: Group) => void;
  onDrop?: () => void;
  /** How many levels stand above it. */
  level: number;
  total: number;
};

const JOINS: Join[] = ["all", "any", "none", "notAll"];

function GroupOf({ fields, group, onGroup, onDrop, level, total }: Grouped) {
  const place = useRef<HTMLFieldSetElement>(null);
  const below = level + levelsOf(group.join);
  const put = (index: number, item: Item | null) => {
    const items = item === null ? group.items.filter((_, at) => at !== index) : group.items.with(index, item);
    onGroup({ ...group, items });
    if (item === null) place.current?.querySelector<HTMLElement>(":scope > .criteria-adds button")?.focus();
  };
  const add = (item: Item) => {
    onGroup({ ...group, items: [...group.items, item] });
    queueMicrotask(() => [...(place.current?.querySelectorAll<HTMLElement>("select") ?? [])].at(-1)?.focus());
  };
  const first: Condition = { field: fields[0]?.name ?? "", op: fields[0] ? (offered(fields[0])[0] ?? "") : "" };
  const joins = JOINS.filter((join) => join === group.join || level + depth({ ...group, join }) <= MOST_LEVELS);
  return (
    <fieldset ref={place} class="criteria-group">
      <legend class="unseen">{w("meets")}</legend>
      <div class="criteria-head">
        <SelectField
          label={w("meets")}
          options={joins.map((join) => ({ value: join, label: w(join) }))}
          value={group.join}
          onValue={(join) => onGroup({ ...group, join: join as Join })}
        />
        {onDrop && <Button kind="quiet" icon="close" label={w("dropGroup")} onClick={onDrop} />}
      </div>
      {group.items.map((item, index) =>
        isGroup(item) ? (
          <GroupOf
            key={index}
            fields={fields}
            group={item}
            onGroup={(next) => put(index, next)}
            onDrop={() => put(index, null)}
            level={below}
            total={total}
          />
        ) : (
          <ConditionOf
            key={index}
            fields={fields}
            condition={item}
            number={index + 1}
            onCondition={(next) => put(index, next)}
            onDrop={() => put(index, null)}
          />
        ),
      )}
      {total < MOST_CONDITIONS && (
        <div class="criteria-adds">
          <Button kind="quiet" icon="plus" onClick={() => add(first)}>
            {w("addCondition")}
          </Button>
          {below < MOST_LEVELS && (
            <Button
              kind="quiet"
              icon="plus"
              onClick={() => add({ join: group.join === "any" ? "all" : "any", items: [first] })}
            >
              {w("addGroup")}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

type Conditioned = {
  fields: readonly Asked[];
  condition: Condition;
  number: number;
  onCondition: (condition: Condition) => void;
  onDrop: () => void;
};

function ConditionOf({ fields, condition, number, onCondition, onDrop }: Conditioned) {
  const asked = fields.find((each) => each.name === condition.field);
  const options = fields.map((each) => ({ value: each.name, label: each.label }));
  const choose = (name: string) => {
    const next = fields.find((each) => each.name === name);
    if (next) onCondition({ field: name, op: offered(next)[0] ?? "exists" });
  };
  const compare = (op: string) => {
    const value = fitted(condition.value, condition.op, op);
    onCondition(
      value === undefined || shapeOf(op) === "none" ? { field: condition.field, op } : { ...condition, op, value },
    );
  };
  return (
    <div class="condition">
      <SelectField
        label={w("field")}
        hideLabel
        options={asked ? options : [{ value: condition.field, label: w("unknownField") }, ...options]}
        value={condition.field}
        onValue={choose}
      />
      {asked && (
        <>
          <SelectField
            label={w("operator")}
            hideLabel
            options={offered(asked, condition.op).map((key) => ({ value: key, label: operatorLabel(key, asked.kind) }))}
            value={condition.op}
            onValue={compare}
          />
          <Operand
            key={`${condition.field} ${shapeOf(condition.op)}`}
            asked={asked}
            op={condition.op}
            value={condition.value}
            onValue={(value) => onCondition({ ...condition, value })}
          />
        </>
      )}
      <Button kind="quiet" icon="close" label={w("dropCondition", { n: number })} onClick={onDrop} />
    </div>
  );
}
