import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { Page, Shown } from "@/shared/page.tsx";
import { nearDay } from "@/words/format.ts";
import { ActivityLines } from "./activity_lines.tsx";
import { readActivities } from "./asking.ts";
import { Launchpad } from "./launchpad.tsx";
import { News } from "./news.tsx";
import { OpenWork } from "./open_work.tsx";
import { partName, w } from "./words.ts";

/** Where somebody from outside begins: what is to be done, what is to come, what is new, what is theirs. */
export default function PortalStart() {
  const asked = useQuery("/v1/portal", (signal) => got(api.GET("/v1/portal", { signal })));
  const open = useQuery("/v1/portal/activities?when=open", () => readActivities("open"));
  const upcoming = useQuery("/v1/portal/activities?when=upcoming", () => readActivities("upcoming"));
  const name = asked.data?.name ?? "";
  const since = asked.data?.last_visit_at;
  return (
    <Page
      title={name ? w("welcome", { name }) : w("start")}
      under={asked.data && <p class="faint">{since ? w("lastVisit", { when: nearDay(since) }) : w("firstVisit")}</p>}
    >
      <OpenWork asked={open} />
      <section class="panel">
        <h2>{w("upcoming")}</h2>
        <Shown asked={upcoming}>{(told) => <ActivityLines rows={told.data} empty={w("nothingUpcoming")} />}</Shown>
      </section>
      <Shown asked={asked} lines={5}>
        {(told) => (
          <>
            <News told={told} />
            <Launchpad links={told.launchpad} />
            {told.relations.length > 0 && (
              <section class="panel">
                <h2>{w("relations")}</h2>
                <ul class="list">
                  {told.relations.map((each) => (
                    <li key={each.id}>
                      <a href={`/portal/relations/${each.id}`}>{each.title}</a>
                      <span class="faint">
                        {" "}
                        {[each.part && partName(each.part), each.city].filter(Boolean).join(" · ")}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}
