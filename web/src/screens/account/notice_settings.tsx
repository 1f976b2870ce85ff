import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import type { components } from "@/api/schema.ts";
import { me } from "@/api/session.ts";
import { Shown } from "@/shared/page.tsx";
import { Channels } from "./channels.tsx";
import { Followed } from "./followed.tsx";
import { FollowedKinds } from "./followed_kinds.tsx";
import { Reminders } from "./reminders.tsx";

export type Subscriptions = components["schemas"]["Subscriptions"];
const PATH = "/v1/me/subscriptions";

/** What one is told of, and how. */
export function NoticeSettings() {
  const inside = me.value?.kind === "employee";
  const params = { query: { limit: 100 } };
  const asked = useQuery(PATH, (signal) => got(api.GET(PATH, { params, signal })));
  return (
    <div class="stack loose account">
      <Shown asked={asked} lines={6}>
        {(told) => (
          <>
            <Channels chosen={told.channels} onChosen={(channels) => asked.set({ ...told, channels })} />
            {inside && <Reminders />}
            {inside && <FollowedKinds chosen={told.kinds} onChosen={(kinds) => asked.set({ ...told, kinds })} />}
            {inside && <Followed told={told} set={asked.set} />}
          </>
        )}
      </Shown>
    </div>
  );
}
