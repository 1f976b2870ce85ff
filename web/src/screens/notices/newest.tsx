import "./style.css";
import { useQuery } from "@/api/query.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain, say } from "@/shared/toast.tsx";
import { NoticeLine } from "./line.tsx";
import { marking } from "./marking.ts";
import { markAll, readNotices } from "./reading.ts";
import { w } from "./words.ts";

const LIMIT = 8;

/** What is new, under the bell. */
export default function Newest({ close }: { close: () => void }) {
  const asked = useQuery(`/v1/notices?limit=${LIMIT}`, () => readNotices({ limit: LIMIT }));
  return (
    <div class="newest">
      <div class="row between">
        <h2>{w("title")}</h2>
        {asked.data?.data.some((each) => each.read_at === null) && (
          <Button
            kind="quiet"
            onClick={() => {
              const newest = asked.data?.data[0];
              if (newest) markAll(newest).then(() => say(w("allReadDone")), complain);
            }}
          >
            {w("allRead")}
          </Button>
        )}
      </div>
      <Shown asked={asked}>
        {(told) =>
          told.data.length === 0 ? (
            <Empty title={w("empty")}>{w("emptyHelp")}</Empty>
          ) : (
            <ul class="list">
              {told.data.map((each) => (
                <NoticeLine key={each.id} notice={each} onMark={marking(told, asked.set)} onGo={close} />
              ))}
            </ul>
          )
        }
      </Shown>
      <div class="row between newest-ways">
        <a href="/notices" onClick={close}>
          {w("all")}
        </a>
        <a href="/settings/notices" onClick={close}>
          {w("settings")}
        </a>
      </div>
    </div>
  );
}
