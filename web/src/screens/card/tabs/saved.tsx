import { useQuery } from "@/api/query.ts";
import { readRecord } from "@/api/records.ts";
import { Icon } from "@/shared/icon.tsx";
import { Shown } from "@/shared/page.tsx";
import { w } from "../words.ts";

/** A report or a view that the organisation put here: what it is called, and the way to it. */
export function SavedTab({ kind, id }: { kind: "report" | "view"; id: string }) {
  const plural = kind === "report" ? "saved-reports" : "views";
  const asked = useQuery(`/v1/${plural}/${id}`, () => readRecord(plural, id));
  return (
    <Shown asked={asked}>
      {(found) => (
        <p>
          <a
            class="button"
            href={kind === "report" ? `/reports/${id}` : `/${PLURALS[String(found.of)] ?? "relations"}?view=${id}`}
          >
            <Icon name={kind === "report" ? "chart" : "list"} />
            <span>{w("openSaved", { name: String(found.name ?? "") })}</span>
          </a>
        </p>
      )}
    </Shown>
  );
}

const PLURALS: Record<string, string> = {
  relation: "relations",
  contact: "contacts",
  activity: "activities",
  document: "documents",
  address: "addresses",
  building: "buildings",
  product: "products",
};
