import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { typeName } from "@/fields/index.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { w } from "./words.ts";

/** What refers to it, such as a task or a mail that it came with. */
export function UsedIn({ id }: { id: string }) {
  const params = { path: { id }, query: { limit: 200 } };
  const asked = useQuery(`/v1/documents/${id}/links`, (signal) =>
    got(api.GET("/v1/documents/{id}/links", { params, signal })),
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
