import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Node = Schemas["Node"];

/** The group that a company belongs to, from its root down. */
export function GroupTab() {
  const { record, can, open } = useCard();
  const asked = useQuery(`/v1/relations/${record.id}/tree`, (signal) =>
    got(api.GET("/v1/relations/{id}/tree", { params: { path: { id: record.id } }, signal })),
  );
  const setParent = can("edit") && (
    <Button onClick={() => open({ what: "edit", fields: ["parent"] })}>{w("setParent")}</Button>
  );
  return (
    <Shown asked={asked}>
      {({ data, complete }) =>
        data.length < 2 ? (
          <Empty title={w("noGroup")} action={setParent} />
        ) : (
          <div class="stack">
            <Below nodes={data} parent={null} here={record.id} />
            {!complete && <p class="faint small">{w("moreInGroup")}</p>}
            <div class="actions">{setParent}</div>
          </div>
        )
      }
    </Shown>
  );
}

function Below({ nodes, parent, here }: { nodes: Node[]; parent: string | null; here: string }) {
  const children = nodes.filter((each) => each.parent === parent);
  if (children.length === 0) return null;
  return (
    <ul class="tree">
      {children.map((each) => (
        <li key={each.id}>
          {each.id === here ? (
            <strong aria-current="true">{each.title}</strong>
          ) : (
            <a href={screenOf(each.id) ?? "#"}>{each.title}</a>
          )}
          {each.place && <span class="faint"> · {each.place}</span>}
          <Below nodes={nodes} parent={each.id} here={here} />
        </li>
      ))}
    </ul>
  );
}
