import type { Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { send } from "@/api/send.ts";
import { typeName } from "@/fields/index.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { w } from "./words.ts";

/** What refers to it, such as a task or a mail that it came with. */
export function UsedIn({ id }: { id: string }) {
  const address = `/v1/documents/${id}/links`;
  const asked = useQuery(address, (signal) =>
    send<Schemas["DocumentUses"]>("GET", address, { query: { limit: 200 }, signal }),
  );
  return (
    <Shown asked={asked}>
      {({ about, data }) => {
        const all = [...about, ...data.filter((each) => !about.some((one) => one.id === each.id))];
        if (all.length === 0) return <Empty title={w("usedNowhere")} />;
        return (
          <ul class="list">
            {all.map((each) => (
              <li key={each.id}>
                <a href={screenOf(each.id) ?? "#"}>{each.title}</a>{" "}
                <span class="faint">
                  {typeName(each.type)}
                  {each.place && ` · ${each.place}`}
                </span>
              </li>
            ))}
          </ul>
        );
      }}
    </Shown>
  );
}
