import { signal } from "@preact/signals";
import { api, got } from "@/api/client.ts";
import { pluralOf, readRecord } from "@/api/records.ts";
import { atEnd } from "@/api/session.ts";
import { titleOf } from "@/fields/finders.ts";

/** What has no card and is named in criteria all the same. */
const OTHERS: Record<string, string> = {
  tem: "teams",
  rol: "roles",
  cot: "code-tables",
  sel: "selections",
};
/** What records are called that criteria name by their ids. Asked when somebody looks, and kept while the app is open. */
const titles = signal<Record<string, string>>({});
const asking = new Set<string>();

atEnd(() => {
  titles.value = {};
  asking.clear();
});

export function know(id: string, title: string): void {
  if (titles.peek()[id] !== title) titles.value = { ...titles.peek(), [id]: title };
}

/** The title, or a few dots while it is asked for. Who reads it while rendering is rendered anew when it comes. */
export function titleById(id: string): string {
  const known = titles.value[id];
  if (known === undefined && !asking.has(id)) {
    asking.add(id);
    read(id).then(
      (title) => know(id, title),
      () => know(id, id),
    );
  }
  return known ?? "…";
}

async function read(id: string): Promise<string> {
  const plural = pluralOf(id) ?? OTHERS[id.slice(0, id.indexOf("_"))];
  if (!plural) return id;
  if (plural === "users") return (await got(api.GET("/v1/users/{id}", { params: { path: { id } } }))).name;
  return titleOf(await readRecord(plural, id));
}
