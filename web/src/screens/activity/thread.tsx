import { api, got } from "@/api/client.ts";
import { stale, useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { Shown } from "@/shared/page.tsx";
import { QuickNote } from "@/timeline/note.tsx";
import { TimelineRow } from "@/timeline/row.tsx";
import { threadsOf } from "@/timeline/threads.ts";
import { type Activity, rowOf } from "@/work/types.ts";
import "@/timeline/style.css";

/** What was said of an activity, by colleagues and from outside, and what follows from it; the newest first. */
export function Thread({ activity }: { activity: Activity }) {
  const key = `/v1/activities?parent=${activity.id}`;
  const query = { parent: [activity.id], limit: 50 };
  const asked = useQuery(key, (signal) => got(api.GET("/v1/activities", { params: { query }, signal })));
  const again = () => stale(key);
  return (
    <div class="timeline">
      {may("activity.create") && !activity.archived_at && (
        <QuickNote
          links={activity.links ?? []}
          parent={activity.id}
          onDone={again}
          mayShare={activity.visibility === "shared" && may("activity.publish")}
        />
      )}
      <Shown asked={asked}>
        {({ data }) => (
          <ol class="plain">
            {threadsOf(data.map((each) => ({ ...rowOf(each), parent: null }))).map((thread) => (
              <TimelineRow key={thread.row.id} thread={thread} here={activity.id} onChanged={again} />
            ))}
          </ol>
        )}
      </Shown>
    </div>
  );
}
