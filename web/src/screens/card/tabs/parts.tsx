import { useQuery } from "@/api/query.ts";
import { searchRecords } from "@/api/records.ts";
import type { Linked } from "@/fields/value_parts.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** What a building is part of, and what is part of it. */
export function PartsTab() {
  const { record } = useCard();
  const asked = useQuery(`/v1/buildings/${record.id}/parts`, () =>
    searchRecords("buildings", { criteria: { field: "parent", op: "eq", value: record.id }, limit: 200 }),
  );
  const parent = record.parent as Linked | undefined;
  return (
    <div class="stack">
      {parent && (
        <p>
          <span class="faint">{w("partOfBuilding")}</span> <a href={`/buildings/${parent.id}`}>{parent.title}</a>
        </p>
      )}
      <Shown asked={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={w("noParts")} />
          ) : (
            <ul class="list">
              {data.map((each) => (
                <li key={each.id}>
                  <a href={`/buildings/${each.id}`}>{String(each.name)}</a>{" "}
                  <span class="faint">{String(each.number ?? "")}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </div>
  );
}
