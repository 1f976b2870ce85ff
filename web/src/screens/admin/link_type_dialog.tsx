import { useState } from "preact/hooks";
import { me } from "@/api/session.ts";
import { Button } from "@/shared/button.tsx";
import { Dialog } from "@/shared/dialog.tsx";
import { CheckField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { keyOf } from "./field_draft.ts";
import type { LinkType } from "./link_types.tsx";
import { Names } from "./names.tsx";
import { namesOf } from "./names_of.ts";
import { s } from "./setting_words.ts";

type Props = {
  type?: LinkType;
  /** It is kept already: what holds for all its links stays as it was made. */
  known: boolean;
  onDone: (type: LinkType) => void;
  onClose: () => void;
};

type End = LinkType["from_types"][number];

const ENDS = namesOf<End>()({ company: 0, person: 0, couple: 0, contact: 0, user: 0 });
const RULES = [
  ["symmetric", "symmetric"],
  ["one_from", "oneFrom"],
  ["one_to", "oneTo"],
  ["tree", "tree"],
] as const;
const HAS = namesOf<NonNullable<LinkType["attributes"]>[number]>()({ priority: 0, percentage: 0 });

const FRESH: LinkType = {
  key: "",
  forward: {},
  backward: {},
  from_types: ["company"],
  to_types: ["company"],
  symmetric: false,
  one_from: false,
  one_to: false,
  tree: false,
  attributes: [],
  archived: false,
};

export function LinkTypeDialog({ type, known, onDone, onClose }: Props) {
  const [draft, setDraft] = useState<LinkType>(type ?? FRESH);
  const put = (changes: Partial<LinkType>) => setDraft({ ...draft, ...changes });
  const spoken = me.value?.tenant.language ?? "en";
  const isWhole =
    draft.forward[spoken]?.trim() &&
    (draft.symmetric || draft.backward?.[spoken]?.trim()) &&
    draft.from_types.length > 0 &&
    draft.to_types.length > 0;
  const submit = () => {
    if (isWhole) onDone({ ...draft, key: draft.key || keyOf(draft.forward[spoken] ?? ""), ...bothWays(draft) });
  };
  return (
    <Dialog
      title={type ? (draft.forward[spoken] ?? draft.key) : s("newLink")}
      wide
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" type="submit" disabled={!isWhole}>
            {common("done")}
          </Button>
        </>
      }
    >
      <TextField
        label={s("fromTo")}
        required
        autoFocus
        value={draft.forward[spoken] ?? ""}
        onValue={(name) => put({ forward: { ...draft.forward, [spoken]: name } })}
      />
      <Names names={draft.forward} onNames={(forward) => put({ forward: { ...draft.forward, ...forward } })} />
      {!draft.symmetric && (
        <>
          <TextField
            label={s("toFrom")}
            required
            value={draft.backward?.[spoken] ?? ""}
            onValue={(name) => put({ backward: { ...draft.backward, [spoken]: name } })}
          />
          <Names
            names={draft.backward ?? {}}
            onNames={(backward) => put({ backward: { ...draft.backward, ...backward } })}
          />
        </>
      )}
      {known && <p class="faint small">{s("fixed")}</p>}
      <fieldset class="bare stack" disabled={known}>
        <Ends legend={s("beginsAt")} chosen={draft.from_types} onChosen={(from_types) => put({ from_types })} />
        <Ends legend={s("endsAt")} chosen={draft.to_types} onChosen={(to_types) => put({ to_types })} />
        {RULES.map(([rule, word]) => (
          <CheckField
            key={rule}
            label={s(word)}
            checked={draft[rule] ?? false}
            onChecked={(on) => put({ [rule]: on })}
          />
        ))}
        <fieldset>
          <legend>{s("mayHave")}</legend>
          {HAS.map((each) => (
            <CheckField
              key={each}
              label={s(each)}
              checked={draft.attributes?.includes(each) ?? false}
              onChecked={(on) => put({ attributes: ticked(draft.attributes ?? [], each, on) })}
            />
          ))}
        </fieldset>
      </fieldset>
    </Dialog>
  );
}

function Ends({ legend, chosen, onChosen }: { legend: string; chosen: End[]; onChosen: (ends: End[]) => void }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="row">
        {ENDS.map((each) => (
          <CheckField
            key={each}
            label={s(each)}
            checked={chosen.includes(each)}
            onChecked={(on) => onChosen(ticked(chosen, each, on))}
          />
        ))}
      </div>
    </fieldset>
  );
}

export const ticked = <T,>(list: readonly T[], each: T, on: boolean): T[] =>
  on ? [...list, each] : list.filter((other) => other !== each);

/** Only names that were given; what is symmetric has none of the way back. */
function bothWays({ forward, backward, symmetric }: LinkType): Pick<LinkType, "forward" | "backward"> {
  const given = (names: Record<string, string> | null | undefined) =>
    Object.fromEntries(Object.entries(names ?? {}).filter(([, name]) => name.trim()));
  return { forward: given(forward), backward: symmetric ? null : given(backward) };
}
