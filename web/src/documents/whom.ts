import { api, got, type Schemas } from "@/api/client.ts";
import { asked } from "@/api/query.ts";
import { colleaguesOf } from "@/shared/finding.ts";
import type { Choice } from "@/shared/picker.tsx";
import { w } from "./words.ts";

const MINUTE = 60_000;
const MOST = 3;
type Find = (text: string) => Promise<Choice[]>;

/** Who can be asked about a document: colleagues and teams, and the customers who sign in at the relations that it is
 * about. Who may not know of those is offered colleagues only. */
export function whomAbout(about: readonly string[]): Find {
  const ours = colleaguesOf({ teams: true });
  return async (text) => {
    const [known, customers] = await Promise.all([ours(text), outsidersAbout(about).catch(() => [])]);
    const wanted = text.toLocaleLowerCase().split(/\s+/);
    const found = customers.filter((each) => wanted.every((word) => each.name.toLocaleLowerCase().includes(word)));
    return [...known, ...found.map((each) => ({ value: each.user, label: each.name, note: w("customer") }))];
  };
}

async function outsidersAbout(about: readonly string[]): Promise<Schemas["KnownOutsider"][]> {
  const relations = [...new Set((await Promise.all(about.map(relationsOf))).flat())].slice(0, MOST);
  const told = await Promise.all(relations.map((id) => outsidersOf(id).catch(() => [])));
  const active = told.flat().filter((each) => each.status === "active" || each.status === "invited");
  return active.filter((each, at) => active.findIndex((one) => one.user === each.user) === at);
}

function outsidersOf(id: string): Promise<Schemas["KnownOutsider"][]> {
  const params = { path: { id } };
  const load = async () => (await got(api.GET("/v1/relations/{id}/outsiders", { params }))).data;
  return asked(`/v1/relations/${id}/outsiders#list`, load, MINUTE);
}

/** The relations that something belongs to, by its id: a contact to its company, a document to all it is about. */
async function relationsOf(id: string): Promise<string[]> {
  const params = { path: { id } };
  if (id.startsWith("rel_")) return [id];
  if (id.startsWith("con_")) {
    const { company } = await asked(
      `/v1/contacts/${id}#company`,
      () => got(api.GET("/v1/contacts/{id}", { params })),
      MINUTE,
    );
    return company ? [company.id] : [];
  }
  if (!id.startsWith("doc_")) return [];
  const { links } = await asked(
    `/v1/documents/${id}#links`,
    () => got(api.GET("/v1/documents/{id}", { params })),
    MINUTE,
  );
  const told = (links ?? []).map((each) => each.id).filter((each) => !each.startsWith("doc_"));
  return (await Promise.all(told.map(relationsOf))).flat();
}
