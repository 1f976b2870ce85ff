import { api, got, type Schemas } from "@/api/client.ts";
import { asked } from "@/api/query.ts";
import { listRecords, type RecordOf } from "@/api/records.ts";
import { colleaguesOf, recordsOf } from "@/shared/finding.ts";
import type { Choice } from "@/shared/picker.tsx";
import { compare } from "@/words/format.ts";
import { named } from "@/words/words.ts";

export type Find = (text: string, signal: AbortSignal) => Promise<Choice[]>;

const PLURALS: Record<string, string> = {
  selection: "selections",
  code_table: "code-tables",
  profile: "profiles",
  role: "roles",
  team: "teams",
  view: "views",
  saved_report: "saved-reports",
  mail_template: "mail-templates",
  supply: "supplies",
};
const TEN_MINUTES = 600_000;

/** Finds what a link of these types may lead to: colleagues and teams by their names, what is kept in short lists
 * likewise, all else by the search. */
export function finderOf(types: readonly string[]): Find {
  const people: readonly string[] = types.filter((type) => type === "user" || type === "team");
  const lists = types.filter((type) => PLURALS[type] && type !== "team");
  const searched = types.filter((type) => !people.includes(type) && !lists.includes(type));
  const finds: Find[] = [
    ...(people.length ? [peopleOf(people)] : []),
    ...lists.map(listOf),
    ...(searched.length || types.length === 0 ? [recordsOf(...searched)] : []),
  ];
  return async (text, signal) => (await Promise.all(finds.map((find) => find(text, signal)))).flat();
}

function peopleOf(types: readonly string[]): Find {
  return types.includes("user") ? colleaguesOf({ teams: types.includes("team") }) : listOf("team");
}

function listOf(type: string): Find {
  return async (text) => {
    const plural = PLURALS[type] as string;
    const load = () => listRecords(plural, { limit: 200 });
    const { data } = await asked(`/v1/${plural}?limit=200`, load, TEN_MINUTES);
    const wanted = text.toLocaleLowerCase();
    return data
      .map((each) => ({ value: each.id, label: titleOf(each) }))
      .filter((each) => each.label.toLocaleLowerCase().includes(wanted))
      .sort((a, b) => compare(a.label, b.label));
  };
}

/** The name of a record of any type, as links to it have it. */
export function titleOf(record: RecordOf): string {
  const told = [record.display_name, record.title, record.name, record.subject, record.number, record.code];
  return (told.find((each) => typeof each === "string" && each) as string | undefined) ?? record.id;
}

/** The codes of a table that a text is of; its top where there is none. */
export function codesLike(id: string, q: string, signal: AbortSignal): Promise<Schemas["FoundCodes"]> {
  const query = { q: q || undefined, limit: 30 };
  return got(api.GET("/v1/code-tables/{id}/codes", { params: { path: { id }, query }, signal }));
}

/** Codes of a table while one types; its top while nothing is typed. */
export function codesOf(table: string): Find {
  return async (text, signal) => {
    const { data } = await codesLike(table, text, signal);
    return data.map((each) => ({
      value: each.id,
      label: `${each.code} ${named(each.names, each.name)}`,
      note: each.description,
    }));
  };
}
