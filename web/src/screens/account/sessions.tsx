import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { me } from "@/api/session.ts";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { ago, day } from "@/words/format.ts";
import { w } from "./words.ts";

const PATH = "/v1/auth/sessions";

export function Sessions() {
  const asked = useQuery(PATH, (signal) => got(api.GET(PATH, { signal })));
  const end = async (id?: string) => {
    try {
      await (id ? api.DELETE(`${PATH}/{id}`, { params: { path: { id } } }) : api.DELETE(PATH));
      say(w("ended"));
      await asked.reload();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <section class="stack">
      <h2>{w("sessions")}</h2>
      <Shown asked={asked}>
        {({ data }) => (
          <>
            <ul class="list">
              {data.map((each) => (
                <li key={each.id} class="row between">
                  <div class="grow">
                    <p>
                      {each.agent} {each.current && <Badge tone="good">{w("thisOne")}</Badge>}
                    </p>
                    <p class="small faint">
                      {[
                        me.value?.tenants.find((one) => one.id === each.tenant)?.name,
                        w("lastUsed", { when: ago(each.last_used_at) }),
                        w("since", { when: day(each.created_at) }),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </p>
                  </div>
                  {!each.current && (
                    <Button aria-label={`${w("end")}: ${each.agent}`} onClick={() => end(each.id)}>
                      {w("end")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {data.length > 1 && (
              <div>
                <Button onClick={() => end()}>{w("endAll")}</Button>
              </div>
            )}
          </>
        )}
      </Shown>
    </section>
  );
}
