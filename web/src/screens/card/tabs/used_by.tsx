import { api, got, type Schemas } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { typeName } from "@/fields/index.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

/** Everything at an address; a change of it shows with all of them, unless one gets a copy of its own. */
export function UsedByTab() {
  const { record } = useCard();
  const path = { id: record.id };
  const address = `/v1/addresses/${record.id}/used-by`;
  const asked = useQuery(address, (signal) =>
    got(api.GET("/v1/addresses/{id}/used-by", { params: { path, query: { limit: 200 } }, signal })),
  );
  const detach = async (user: Schemas["Use"]) => {
    try {
      await api.POST("/v1/addresses/{id}/detach", { params: { path }, body: { user: user.id } });
      stale(address);
      say(w("hasOwnCopy", { title: user.title }));
    } catch (error) {
      complain(error);
    }
  };
  return (
    <Shown asked={asked}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty title={w("usedByNobody")} />
        ) : (
          <>
            {data.length > 1 && <p class="faint">{w("changesShowEverywhere")}</p>}
            <ul class="list">
              {data.map((each) => (
                <li key={each.id} class="row between">
                  <span class="grow">
                    <a href={screenOf(each.id) ?? "#"}>{each.title}</a>{" "}
                    <span class="faint">
                      {typeName(each.type)}
                      {each.place && ` · ${each.place}`}
                    </span>
                  </span>
                  {data.length > 1 && may("address.create") && !record.archived_at && (
                    <Button kind="quiet" onClick={() => detach(each)}>
                      {w("giveCopy")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Shown>
  );
}
