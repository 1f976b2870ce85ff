import { useEffect, useState } from "preact/hooks";
import { me } from "@/api/session.ts";
import { CriteriaBuilder, describe, type Criteria as Written } from "@/criteria/index.ts";
import { type FieldDef, labelOf, optionsOf, type Schema, typeNames } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { CheckField } from "@/shared/field.tsx";
import { colleagues } from "@/shared/finding.ts";
import { common } from "@/shared/words.ts";
import { both, choosing, chosenOf, facetsOf, isNone, restOf } from "./asking.ts";
import { Popover } from "./popover.tsx";
import type { Criteria } from "./state.ts";
import { w } from "./words.ts";

type Props = { schema: Schema; criteria: Criteria | null; onCriteria: (criteria: Criteria | null) => void };

/** The filters of a list: what lists are fast by is one press away, all else is in the builder. */
export function Facets({ schema, criteria, onCriteria }: Props) {
  const [building, setBuilding] = useState(false);
  const facets = facetsOf(schema);
  const rest = restOf(criteria, facets);
  return (
    <fieldset class="facets" aria-label={w("filters")}>
      {facets.map((field) => (
        <Facet key={field.name} field={field} criteria={criteria} onCriteria={onCriteria} />
      ))}
      {rest.map((each) => (
        <span class="chip" key={JSON.stringify(each)}>
          <button type="button" class="chip-text" onClick={() => setBuilding(true)}>
            {describe(each as Written, schema)}
          </button>
          <Button
            kind="quiet"
            icon="close"
            label={common("remove")}
            onClick={() => onCriteria(without(criteria, each))}
          />
        </span>
      ))}
      <Button kind="quiet" icon="filter" onClick={() => setBuilding(true)}>
        {w("moreFilters")}
      </Button>
      {!isNone(criteria) && (
        <Button kind="quiet" onClick={() => onCriteria(null)}>
          {w("clearFilters")}
        </Button>
      )}
      {building && (
        <Building
          schema={schema}
          criteria={criteria}
          onClose={() => setBuilding(false)}
          onCriteria={(now) => {
            setBuilding(false);
            onCriteria(now);
          }}
        />
      )}
    </fieldset>
  );
}

function without(criteria: Criteria | null, gone: Criteria): Criteria | null {
  const all = both(criteria);
  const left = (Array.isArray(all.all) ? (all.all as Criteria[]) : [all]).filter(
    (each) => JSON.stringify(each) !== JSON.stringify(gone),
  );
  return left.length === 0 ? null : { all: left };
}

function Building({ schema, criteria, onCriteria, onClose }: Props & { onClose: () => void }) {
  const [now, setNow] = useState<Criteria | null>(criteria);
  return (
    <Dialog
      title={`${typeNames(schema.type)}: ${w("filters")}`}
      wide
      onClose={onClose}
      onSubmit={() => onCriteria(now)}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit">
            {w("apply")}
          </Button>
        </>
      }
    >
      <CriteriaBuilder
        type={schema.type}
        value={now as Written | null}
        onValue={(value) => setNow(value as Criteria | null)}
      />
    </Dialog>
  );
}

type Offered = { value: unknown; label: string; color?: string | null };

function Facet({ field, criteria, onCriteria }: { field: FieldDef } & Omit<Props, "schema">) {
  const chosen = chosenOf(criteria, field.name);
  const [opened, setOpened] = useState(false);
  const offered = useOffered(field, opened || chosen.some((each) => each !== "@me"));
  const change = (value: unknown) =>
    onCriteria(
      choosing(criteria, field, chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]),
    );
  const told = chosen.map((value) => offered.find((each) => each.value === value)?.label ?? String(value));
  const text =
    told.length === 0
      ? labelOf(field)
      : `${labelOf(field)}: ${told.slice(0, 2).join(", ")}${told.length > 2 ? " …" : ""}`;
  return (
    <Popover text={text} label={labelOf(field)} chosen={chosen.length > 0} onOpen={() => setOpened(true)}>
      {offered.map((each) => (
        <CheckField
          key={String(each.value)}
          label={each.label}
          checked={chosen.includes(each.value)}
          onChecked={() => change(each.value)}
        />
      ))}
      {chosen.length > 0 && (
        <Button kind="quiet" onClick={() => onCriteria(choosing(criteria, field, []))}>
          {common("clear")}
        </Button>
      )}
    </Popover>
  );
}

/** Colleagues are asked for where somebody looks, the rest is in the schema. */
function useOffered(field: FieldDef, wanted: boolean): Offered[] {
  const [people, setPeople] = useState<Offered[]>([]);
  const isOwner = field.criteria?.kind === "link";
  useEffect(() => {
    if (!isOwner || !wanted) return;
    colleagues().then(
      (all) => setPeople(all.map((each) => ({ value: each.id, label: each.name }))),
      () => setPeople([]),
    );
  }, [isOwner, wanted]);
  if (isOwner) return [{ value: "@me", label: w("mine") }, ...people.filter((each) => each.value !== me.value?.id)];
  if (field.criteria?.kind === "boolean") {
    return [
      { value: true, label: common("yes") },
      { value: false, label: common("no") },
    ];
  }
  return optionsOf(field);
}
