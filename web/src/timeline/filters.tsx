import { Button } from "@/shared/button.tsx";
import { CheckField, SelectField, TextField } from "@/shared/field.tsx";
import { kindName, offeredKinds, useKinds } from "@/work/kinds.ts";
import { w } from "@/work/words.ts";
import { countOf, type Filters, NONE } from "./rows.ts";
import { t } from "./words.ts";

type Props = { filters: Filters; onFilters: (filters: Filters) => void };

export function FilterForm({ filters, onFilters }: Props) {
  useKinds();
  const set = (changes: Partial<Filters>) => onFilters({ ...filters, ...changes });
  const chosen = (key: string, on: boolean) =>
    set({ kinds: on ? [...filters.kinds, key] : filters.kinds.filter((each) => each !== key) });
  return (
    <div class="timeline-filters panel stack">
      <fieldset class="segments">
        <legend class="unseen">{t("what")}</legend>
        {[false, true].map((open) => (
          <label key={String(open)}>
            <input type="radio" name="open" checked={filters.open === open} onChange={() => set({ open })} />
            <span>{t(open ? "stillOpen" : "everything")}</span>
          </label>
        ))}
      </fieldset>
      <fieldset class="timeline-kinds">
        <legend>{t("kinds")}</legend>
        {offeredKinds().map((key) => (
          <CheckField
            key={key}
            label={kindName(key)}
            checked={filters.kinds.includes(key)}
            onChecked={(on) => chosen(key, on)}
          />
        ))}
      </fieldset>
      <div class="columns">
        <SelectField
          label={t("types")}
          value={filters.types}
          empty={t("everything")}
          onValue={(types) => set({ types: types as Filters["types"] })}
          options={(["activity", "document"] as const).map((value) => ({ value, label: t(value) }))}
        />
        <SelectField
          label={t("visibility")}
          value={filters.visibility}
          empty={t("both")}
          onValue={(visibility) => set({ visibility: visibility as Filters["visibility"] })}
          options={(["internal", "shared"] as const).map((value) => ({ value, label: w(value) }))}
        />
        <TextField type="date" label={t("from")} value={filters.from} onValue={(from) => set({ from })} />
        <TextField type="date" label={t("until")} value={filters.until} onValue={(until) => set({ until })} />
      </div>
      <CheckField label={t("direct")} checked={filters.direct} onChecked={(direct) => set({ direct })} />
      {countOf(filters) > 0 && (
        <div>
          <Button onClick={() => onFilters(NONE)}>{t("clear")}</Button>
        </div>
      )}
    </div>
  );
}
