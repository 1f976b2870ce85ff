import { api } from "@/api/client.ts";
import { may } from "@/api/session.ts";
import { SelectField, TextField } from "@/shared/field.tsx";
import { common } from "@/shared/words.ts";
import { compare, country } from "@/words/format.ts";
import { LANGUAGES, OWN_NAMES } from "@/words/language.ts";
import { d } from "./duty_words.ts";
import { Setting } from "./setting.tsx";
import { w } from "./words.ts";

const PATH = "/v1/organisation";
const FIELDS = ["name", "country", "language", "time_zone"] as const;

/** What holds for everybody who chose nothing else. */
export default function OrganisationForm() {
  return (
    <Setting
      path={PATH}
      read={() => api.GET(PATH)}
      draftOf={(told) => told}
      write={(draft, header, told) =>
        api.PATCH(PATH, {
          params: { header },
          body: Object.fromEntries(
            FIELDS.filter((each) => draft[each] !== told[each]).map((each) => [each, draft[each]]),
          ),
        })
      }
      may={may("setting.edit")}
    >
      {({ draft, change, problem }) => (
        <div class="form">
          <TextField
            label={common("name")}
            required
            value={draft.name}
            onValue={(name) => change({ ...draft, name })}
            problem={problem?.about("name")}
          />
          <SelectField
            label={d("country")}
            value={draft.country}
            onValue={(code) => change({ ...draft, country: code })}
            options={countries(draft.country)}
            problem={problem?.about("country")}
          />
          <SelectField
            label={w("language")}
            help={d("languageHelp")}
            value={draft.language}
            onValue={(language) => change({ ...draft, language })}
            options={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }))}
            problem={problem?.about("language")}
          />
          <SelectField
            label={d("timeZone")}
            help={d("timeZoneHelp")}
            value={draft.time_zone}
            onValue={(time_zone) => change({ ...draft, time_zone })}
            options={zones(draft.time_zone)}
            problem={problem?.about("time_zone")}
          />
        </div>
      )}
    </Setting>
  );
}

/** Codes of two letters that are countries in the language of the reader. */
function countries(chosen: string): { value: string; label: string }[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes
    .filter((code) => code === chosen || isCountry(code))
    .map((value) => ({ value, label: country(value) }))
    .sort((a, b) => compare(a.label, b.label));
}

/** Not those that stand for groups, for nothing, or for what is called otherwise today. */
const NOT = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]);
const isCountry = (code: string): boolean => {
  if (NOT.has(code) || country(code) === code) return false;
  return (
    new Intl.Locale("und", { region: code }).region === code &&
    Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
  );
};

function zones(chosen: string): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf?.("timeZone") ?? [];
  return [...new Set([chosen, ...known])].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
